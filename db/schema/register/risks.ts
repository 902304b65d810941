import type { RiskScope, Treatment } from "../vocabulary.ts";

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
	/** Where the risk shall be when what is decided about it has had its effect; null where nothing lower is aimed at. */
	target_likelihood: number | null;
	target_impact: number | null;
	target_reason: string;
	treatment: Treatment | null;
	treatment_reason: string;
	treatment_decider_id: string | null;
	/** When an accepted risk is tried again. */
	treatment_review_on: string | null;
	dropped_reason: string | null;
	carried_from: string | null;
	version: number;
}
