import type { EffectTested, MeasureKind, MeasureStatus, RiskScope } from "../vocabulary.ts";

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
	carried_from: string | null;
	version: number;
}
