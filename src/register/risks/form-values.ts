import type { Risk } from "../../../db/queries/register/risks.ts";

/** A saved risk as its form holds it. */
export function riskValues(risk: Risk): Record<string, string | string[]> {
	const step = (value: number | undefined) => (value === undefined ? "" : String(value));
	return {
		area_id: risk.area_id,
		title: risk.title,
		description: risk.description,
		cause: risk.cause,
		effect: risk.effect,
		scope: risk.scope,
		requirements: risk.requirements,
		origin: risk.origin,
		owner_id: risk.owner_id ?? "",
		inherent_likelihood: step(risk.inherent?.likelihood),
		inherent_impact: step(risk.inherent?.impact),
		inherent_reason: risk.inherent_reason,
		residual_likelihood: step(risk.residual?.likelihood),
		residual_impact: step(risk.residual?.impact),
		residual_reason: risk.residual_reason,
		treatment: risk.treatment ?? "",
		treatment_reason: risk.treatment_reason,
		treatment_decider_id: risk.treatment_decider_id ?? "",
		treatment_review_on: risk.treatment_review_on ?? "",
	};
}
