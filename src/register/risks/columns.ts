import type { Risk } from "../../../db/queries/register/risks.ts";
import { SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { RISK_FIELDS } from "./fields.ts";

/** "c) Styrande dokument … följs" for each krav. */
export function requirementTexts(risk: Pick<Risk, "requirements">): string[] {
	return risk.requirements.map((letter) => `${letter}) ${REQUIREMENTS[letter]}`);
}

/** The value and the level that two steps of the scale give. */
function scored(of: ScoreKind): Record<string, Omit<Column<Risk>, "key">> {
	return {
		[`${of}_score`]: {
			label: `${SCORES[of]}: riskvärde`,
			type: "count",
			first: true,
			value: (risk) => risk[of]?.score ?? null,
		},
		[`${of}_band`]: {
			label: `${SCORES[of]}: nivå`,
			type: "text",
			order: (risk) => risk[of]?.band.level ?? null,
			value: (risk) => risk[of]?.band.name ?? null,
		},
	};
}

export const riskColumns = columnsOf<Risk, keyof typeof RISK_FIELDS>(RISK_FIELDS, {
	number: { first: true, label: "Nr", type: "count", width: 6, value: (risk) => risk.number },
	title: { first: true, width: 50 },
	area_id: { first: true, key: "area", width: 20 },
	requirements: { first: true, width: 8 },
	scope: { width: 18 },
	origin: { width: 20 },
	owner_id: { first: true, phone: true, key: "owner", width: 22 },
	inherent_likelihood: {},
	inherent_impact: {},
	...scored("inherent"),
	inherent_reason: { width: 40 },
	residual_likelihood: {},
	residual_impact: {},
	...scored("residual"),
	residual_reason: { width: 40 },
	is_residual_above: {
		label: "Kvarstående högre än inneboende",
		type: "text",
		value: (risk) => (risk.is_residual_above ? "Ja" : null),
	},
	target_likelihood: {},
	target_impact: {},
	...scored("target"),
	target_reason: { width: 40 },
	is_above_target: {
		label: "Kvarstående över målet",
		type: "text",
		value: (risk) => (risk.is_above_target ? "Ja" : null),
	},
	treatment: { first: true, phone: true },
	treatment_reason: { width: 40 },
	treatment_decider_id: { key: "treatment_decider", width: 22 },
	treatment_review_on: {},
	description: { width: 50 },
	cause: { width: 40 },
	effect: { width: 40 },
});
