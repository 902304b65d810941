import type { Risk } from "../../../db/queries/register/risks.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

/** "c, d" */
export function requirementLetters(risk: Pick<Risk, "requirements">): string {
	return risk.requirements.join(", ");
}

/** "c) Styrande dokument … följs" for each krav. */
export function requirementTexts(risk: Pick<Risk, "requirements">): string[] {
	return risk.requirements.map((letter) => `${letter}) ${REQUIREMENTS[letter]}`);
}

export const riskColumns: Column<Risk>[] = [
	{ key: "number", label: "Nr", type: "count", width: 6, value: (risk) => risk.number },
	{ key: "title", label: "Risk", type: "text", width: 50, value: (risk) => risk.title },
	{ key: "area", label: "Verksamhet", type: "text", width: 20, value: (risk) => risk.area },
	{ key: "requirements", label: "Krav", type: "text", width: 8, value: requirementLetters },
	{ key: "scope", label: "Omfattning", type: "text", width: 18, value: (risk) => RISK_SCOPES[risk.scope] },
	{ key: "origin", label: "Ursprung", type: "text", width: 20, value: (risk) => risk.origin },
	{ key: "owner", label: "Riskägare", type: "text", width: 22, value: (risk) => risk.owner_name },
	...(["inherent", "residual"] as const).flatMap((of): Column<Risk>[] => {
		const name = of === "inherent" ? "Inneboende" : "Kvarstående";
		return [
			{
				key: `${of}_likelihood`,
				label: `${name}: sannolikhet`,
				type: "count",
				value: (risk) => risk[of]?.likelihood ?? null,
			},
			{ key: `${of}_impact`, label: `${name}: konsekvens`, type: "count", value: (risk) => risk[of]?.impact ?? null },
			{ key: `${of}_score`, label: `${name}: riskvärde`, type: "count", value: (risk) => risk[of]?.score ?? null },
			{ key: `${of}_band`, label: `${name}: nivå`, type: "text", value: (risk) => risk[of]?.band.name ?? null },
			{ key: `${of}_reason`, label: `${name}: skäl`, type: "text", width: 40, value: (risk) => risk[`${of}_reason`] },
		];
	}),
	{
		key: "is_residual_above",
		label: "Kvarstående högre än inneboende",
		type: "text",
		value: (risk) => (risk.is_residual_above ? "Ja" : null),
	},
	{
		key: "treatment",
		label: "Hantering",
		type: "text",
		value: (risk) => (risk.treatment ? TREATMENTS[risk.treatment] : null),
	},
	{
		key: "treatment_reason",
		label: "Skäl för hantering",
		type: "text",
		width: 40,
		value: (risk) => risk.treatment_reason,
	},
	{
		key: "treatment_decider",
		label: "Beslutad av",
		type: "text",
		width: 22,
		value: (risk) => risk.treatment_decider_name,
	},
	{ key: "treatment_review_on", label: "Omprövas", type: "date", value: (risk) => risk.treatment_review_on },
	{ key: "description", label: "Beskrivning", type: "text", width: 50, value: (risk) => risk.description },
	{ key: "cause", label: "Orsak", type: "text", width: 40, value: (risk) => risk.cause },
	{ key: "effect", label: "Konsekvens i text", type: "text", width: 40, value: (risk) => risk.effect },
];

export const RISK_LABELS = {
	area_id: "Verksamhet",
	title: "Rubrik",
	description: "Beskrivning",
	cause: "Orsak",
	effect: "Konsekvens i text",
	scope: "Omfattning",
	requirements: "Krav som hotas",
	origin: "Ursprung",
	owner_id: "Riskägare",
	inherent_likelihood: "Inneboende sannolikhet",
	inherent_impact: "Inneboende konsekvens",
	inherent_reason: "Skäl för inneboende risk",
	residual_likelihood: "Kvarstående sannolikhet",
	residual_impact: "Kvarstående konsekvens",
	residual_reason: "Skäl för kvarstående risk",
	treatment: "Hantering",
	treatment_reason: "Skäl för hantering",
	treatment_decider_id: "Beslutad av",
	treatment_review_on: "Omprövas",
};
