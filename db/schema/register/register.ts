import type {
	EffectTested,
	MeasureKind,
	MeasureStatus,
	PeriodKind,
	PlanStatus,
	RiskScope,
	Treatment,
} from "../vocabulary.ts";

export interface PlanTable {
	id: string;
	board_id: string;
	year: number;
	status: PlanStatus;
	/** JSON `Scale`, pinned to the plan year. */
	scale: string;
	decided_on: string | null;
	decision_paragraph: string | null;
	registry_no: string | null;
	carried_from: string | null;
	version: number;
}

export interface AreaTable {
	id: string;
	plan_id: string;
	name: string;
	position: number;
}

export interface RiskTable {
	id: string;
	plan_id: string;
	area_id: string;
	number: number;
	title: string;
	description: string;
	cause: string;
	effect: string;
	scope: RiskScope;
	/** JSON array of krav, e.g. `["c","d"]`. */
	requirements: string;
	origin: string;
	owner_id: string | null;
	inherent_likelihood: number | null;
	inherent_impact: number | null;
	inherent_reason: string;
	residual_likelihood: number | null;
	residual_impact: number | null;
	residual_reason: string;
	treatment: Treatment | null;
	treatment_reason: string;
	treatment_decider_id: string | null;
	carried_from: string | null;
	version: number;
}

export interface MeasureTable {
	id: string;
	risk_id: string;
	position: number;
	title: string;
	kind: MeasureKind;
	/** Who does it, in the published plan's words ("chef", "verksamhet"). */
	performer_text: string;
	support: string;
	owner_id: string | null;
	due_on: string | null;
	status: MeasureStatus;
	status_reason: string;
	effect_tested: EffectTested;
	effect_note: string;
	carried_from: string | null;
	version: number;
}

export interface ReportingPeriodTable {
	id: string;
	key: string;
	board_id: string;
	name: string;
	kind: PeriodKind;
	year: number;
	first_day: string;
	cut_off: string;
	deadline: string;
	version: number;
}

/** One fact of the trail; `hash` covers every other column and `prev_hash` links it to the fact before. */
export interface EventTable {
	seq: number;
	id: string;
	at: string;
	type: string;
	actor_id: string | null;
	actor_name: string;
	on_behalf_of: string | null;
	via: string;
	unit_id: string | null;
	object_kind: string;
	object_id: string;
	/** JSON, by the type's schema in `src/write/events`. */
	data: string;
	prev_hash: string;
	hash: string;
}
