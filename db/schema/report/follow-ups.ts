import type { FollowUpKind, FollowUpStatus } from "./words.ts";

/**
 * What people have written about one risk, measure or control in one period. The numbers shown beside it are computed and never
 * stored here.
 */
export interface FollowUpTable {
	id: string;
	period_id: string;
	subject_kind: FollowUpKind;
	subject_id: string;
	status: FollowUpStatus | null;
	result: string;
	analysis: string;
	new_measure: string;
	/** 1 when the subject goes on into next year's plan. */
	next_year: number;
	written_at: string;
	written_by: string;
	/** When the controller has read and completed it. */
	completed_at: string | null;
	completed_by: string | null;
	version: number;
}

/** Who delivers what to a report, and when. */
export interface PeriodDeliveryTable {
	id: string;
	period_id: string;
	what: string;
	person_id: string;
	due_on: string;
	delivered_at: string | null;
	delivered_by: string | null;
	version: number;
}
