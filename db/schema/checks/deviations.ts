import {
	type CauseCode,
	DEVIATION_STATUSES,
	type DeviationStatus,
	OPEN_DEVIATIONS,
	type Severity,
} from "../vocabulary.ts";

/** What a status is called where a table has little room. */
export const SHORT_DEVIATION_STATUSES = { ...DEVIATION_STATUSES, handled: "Hanterad" } as const;

export interface DeviationTable {
	id: string;
	number: number;
	unit_id: string;
	risk_id: string;
	run_id: string | null;
	item_id: string | null;
	question_id: string | null;
	title: string;
	description: string;
	severity: Severity;
	cause_code: CauseCode | null;
	root_cause: string;
	direct_fix: string;
	plan: string;
	owner_id: string | null;
	due_on: string | null;
	status: DeviationStatus;
	effect_check: string;
	found_at: string;
	found_by: string;
	closed_at: string | null;
	closed_by: string | null;
	version: number;
}

/** True when the day its plan was to be ready has passed and it is not closed. */
export function isDeviationLate(deviation: Pick<DeviationTable, "due_on" | "status">, day: string): boolean {
	return deviation.due_on !== null && deviation.due_on < day && OPEN_DEVIATIONS.includes(deviation.status);
}
