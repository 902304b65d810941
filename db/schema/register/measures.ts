import {
	type EffectTested,
	FINISHED_MEASURES,
	type MeasureKind,
	type MeasureStatus,
	type RiskScope,
} from "../vocabulary.ts";

export interface MeasureTable {
	id: string;
	risk_id: string;
	position: number;
	title: string;
	kind: MeasureKind;
	/** Null: that of its risk. */
	scope: RiskScope | null;
	/** Who does it, in the published plan's words ("chef", "verksamhet"). */
	performer_text: string;
	support: string;
	owner_id: string | null;
	due_on: string | null;
	status: MeasureStatus;
	status_reason: string;
	effect_tested: EffectTested;
	effect_note: string;
	/** How far it has come: a share in percent, or steps of so many; neither where nobody has said. */
	percent: number | null;
	steps_done: number | null;
	steps_total: number | null;
	/** What it has cost so far. */
	cost_ore: number | null;
	dropped_reason: string | null;
	carried_from: string | null;
	version: number;
}

/**
 * True when the day has passed and nothing has finished it: for measures of a plan and for the åtgärder of SAM. `day` is today,
 * or the cut-off of a report when that is earlier.
 */
export function isOverdue(measure: Pick<MeasureTable, "due_on" | "status">, day: string): boolean {
	return measure.due_on !== null && measure.due_on < day && !FINISHED_MEASURES.includes(measure.status);
}

/** How much of a measure is done, as a share of one; null where nobody has said. */
export function progressOf(measure: Pick<MeasureTable, "percent" | "steps_done" | "steps_total">): number | null {
	const { percent, steps_done, steps_total } = measure;
	if (steps_done !== null && steps_total !== null) return steps_done / steps_total;
	return percent === null ? null : percent / 100;
}
