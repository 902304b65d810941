import type { ScoreKind } from "./risks-scale.ts";

/** Two assessments of the same thing that a meeting could not bring together, until one score is settled with a reason. */
export interface RiskDisagreementTable {
	id: string;
	risk_id: string;
	/** Counted within the risk. */
	number: number;
	score_kind: ScoreKind;
	/** Who holds it, as the meeting says it: a person, a unit or a profession. */
	first_by: string;
	first_likelihood: number;
	first_impact: number;
	first_reason: string;
	second_by: string;
	second_likelihood: number;
	second_impact: number;
	second_reason: string;
	stated_at: string;
	stated_by: string;
	settled_at: string | null;
	settled_by: string | null;
	settled_likelihood: number | null;
	settled_impact: number | null;
	settled_reason: string;
}
