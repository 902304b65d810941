import type { Assessed, AssessmentLevel, AssessmentState, Grade } from "./words.ts";

export interface AssessmentTable {
	id: string;
	/** Unique: the period, level and unit, or the year and region. */
	key: string;
	/** Null for the region's consolidated one, which is over many boards' reports. */
	period_id: string | null;
	year: number;
	level: AssessmentLevel;
	unit_id: string;
	state: AssessmentState;
	prepared_by: string | null;
	prepared_at: string | null;
	approved_by: string | null;
	approved_at: string | null;
	/** Why it was last sent back; empty otherwise. */
	return_reason: string;
	/** Why it was approved or decided before the cut-off; empty otherwise. */
	early_reason: string;
	decided_on: string | null;
	decision_paragraph: string | null;
	registry_no: string | null;
	version: number;
}

export interface AssessmentPartTable {
	id: string;
	assessment_id: string;
	requirement: Assessed;
	grade: Grade;
	/** What was suggested when it was written. */
	suggested: Grade | null;
	reasons: string;
	deficiencies: string;
	/** Why it goes against the suggestion. */
	departure_reason: string;
	written_at: string;
	written_by: string;
	version: number;
}
