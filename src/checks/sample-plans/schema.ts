import { MISSING } from "../../../db/schema/missing.ts";
import { z } from "zod";
import { PLAN_LEVELS } from "../../../db/schema/checks/sample-plans.ts";
import { date, integer, oneOf, requiredText } from "../../ground/write/fields.ts";

/** Confidence in permille → as it is said. */
export const CONFIDENCES = { "900": "90 %", "950": "95 %", "975": "97,5 %", "990": "99 %" } as const;

const permille = z
	.string({ error: MISSING })
	.trim()
	.regex(/^\d{1,2}([.,]\d)?( ?%)?$/, "Skriv procent med högst en decimal, till exempel 5 eller 2,5.")
	.transform((text) => Math.round(Number(text.replace(",", ".").replace(/ ?%/, "")) * 10))
	.refine((rate) => rate >= 1 && rate <= 500, "Ange mellan 0,1 och 50 procent.");

/** The field of a question's tolerable share. */
export function rateField(question: { position: number }): string {
	return `andel_${question.position}`;
}

export interface RatedQuestion {
	id: string;
	position: number;
}

/** The sizes' terms as the form gives them, one tolerable share per question. */
export function planSchema(questions: readonly RatedQuestion[]) {
	return z
		.object({
			sakerhet: oneOf(CONFIDENCES),
			niva: oneOf(PLAN_LEVELS),
			vantade: integer(0, 20),
			manader: integer(1, 12),
			tva_steg: z.preprocess((value) => value === "1", z.boolean()),
			...Object.fromEntries(questions.map((question) => [rateField(question), permille])),
		})
		.transform((input) => ({
			confidence_permille: Number(input.sakerhet),
			level: input.niva,
			expected_deviations: input.vantade,
			months: input.manader,
			two_stage: input.tva_steg,
			rates: questions.map((question) => ({
				question_id: question.id,
				tolerable_permille: (input as unknown as Record<string, number>)[rateField(question)]!,
			})),
		}));
}
export type PlanInput = z.output<ReturnType<typeof planSchema>>;

/** A decision: the terms, from when, and why. */
export function decisionSchema(questions: readonly RatedQuestion[]) {
	return planSchema(questions).and(z.object({ valid_from: date(), reason: requiredText(1000) }));
}
export type PlanDecision = z.output<ReturnType<typeof decisionSchema>>;
