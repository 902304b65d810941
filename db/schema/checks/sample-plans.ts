/** What a sample is to be able to show: of each unit by itself, or of all the control's units together. */
export const PLAN_LEVELS = { unit: "Varje enhet för sig", control: "Alla enheter tillsammans" } as const;
export type PlanLevel = keyof typeof PLAN_LEVELS;

/** The sizes a control's draws follow from a day on. A row is never changed: a new decision is a new row. */
export interface SamplePlanTable {
	id: string;
	control_id: string;
	/** First day of the first period it holds for. */
	valid_from: string;
	/** 1, 2 … for decisions from the same day; the highest holds. */
	edition: number;
	/** 950 = 95 %. */
	confidence_permille: number;
	level: PlanLevel;
	/** Deviations in a year's sample that still give support. */
	expected_deviations: number;
	/** 1: a second look of equal size, once, when the first finds deviations; each look is made at half the risk. */
	two_stage: number;
	/** Periods that the year's sample is spread over. */
	months: number;
	reason: string;
	decided_at: string;
	decided_by: string;
}

/** The largest share of deviations that is tolerable for a question; 50 = 5 %. */
export interface SamplePlanRateTable {
	plan_id: string;
	question_id: string;
	tolerable_permille: number;
}

/** Lines that became known after the freeze of a period that had to be completed: a stratum of their own for one run. */
export interface LateStratumTable {
	id: string;
	run_id: string;
	n: number;
	sum_ore: number;
	/** Hash of the run's last randomly drawn item: late lines at or below it joined the check. */
	threshold_hash: string;
	/** Last day of the first later period whose frame the lines belong to: a conclusion that reaches it has them already. */
	framed_from: string;
	reason: string;
	added_at: string;
	added_by: string;
}

/** The planned second look of a group, made once: as many more of every stratum, in the same hash order. */
export interface SecondLookTable {
	id: string;
	control_id: string;
	/** The unit, or the control's förvaltning when the plan concludes on all together. */
	unit_id: string;
	items: number;
	reason: string;
	decided_at: string;
	decided_by: string;
}
