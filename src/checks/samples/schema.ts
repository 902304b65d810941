import { z } from "zod";
import { SWAP_DECISIONS } from "../../../db/schema/checks/samples-swaps.ts";
import { ANSWERS, CAUSE_CODES, REPLACEMENT_REASONS, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { integer, oneOf, optional, reference, requiredText, text, version } from "../../ground/write/fields.ts";

/** One question's answer as the form sends it. */
export interface AnswerInput {
	position: number;
	answer: keyof typeof ANSWERS;
	comment: string;
	severity: keyof typeof SEVERITIES | null;
	cause_code: keyof typeof CAUSE_CODES | null;
	direct_fix: string;
	/** The answer's version when the page was shown; 0 when there was none. */
	seen: number;
}

/** The names of one question's fields, by its position in the checklist. */
export const field = (name: "svar" | "kommentar" | "allvar" | "orsak" | "rattat" | "sett", position: number): string =>
	`${name}-${position}`;

/** The answers of one item; a question without an answer is left out. */
export function answerItemOf(positions: readonly number[]) {
	const shape: Record<string, z.ZodType> = { skal: text(2000) };
	for (const position of positions) {
		shape[field("svar", position)] = optional(oneOf(ANSWERS));
		shape[field("kommentar", position)] = text(2000);
		shape[field("allvar", position)] = optional(oneOf(SEVERITIES));
		shape[field("orsak", position)] = optional(oneOf(CAUSE_CODES));
		shape[field("rattat", position)] = text(2000);
		shape[field("sett", position)] = optional(integer(0, 1_000_000));
	}
	return z.object(shape).transform((form: Record<string, unknown>) => ({
		reason: form.skal as string,
		answers: positions
			.filter((position) => form[field("svar", position)] !== null)
			.map((position) => answerOf(form, position)),
	}));
}

/** What describes a Nej is dropped with it: a Ja carries no remains of the fault that was described first. */
function answerOf(form: Record<string, unknown>, position: number): AnswerInput {
	const answer = form[field("svar", position)] as AnswerInput["answer"];
	const no = answer === "no";
	return {
		position,
		answer,
		comment: no ? (form[field("kommentar", position)] as string) : "",
		severity: no ? (form[field("allvar", position)] as AnswerInput["severity"]) : null,
		cause_code: no ? (form[field("orsak", position)] as AnswerInput["cause_code"]) : null,
		direct_fix: no ? (form[field("rattat", position)] as string) : "",
		seen: (form[field("sett", position)] as number | null) ?? 0,
	};
}

export const SignRun = z.object({ version });

const RESULTS = {
	no_deviation: "Ingen avvikelse",
	minor: "Mindre avvikelse",
	major: "Större avvikelse",
	critical: "Väsentlig avvikelse",
} as const;

/** A run without drawn items: the result in a word, and what was done and seen. */
export const SignPlainRun = z.object({
	version,
	result: oneOf(RESULTS),
	comment: requiredText(),
	cause_code: optional(oneOf(CAUSE_CODES)),
	direct_fix: text(2000),
});
export type SignPlainRun = z.output<typeof SignPlainRun>;

export const ReviewRun = z
	.object({ version, decision: oneOf({ approve: 1, return: 1 }), note: text(2000) })
	.refine((review) => review.decision === "approve" || review.note !== "", {
		path: ["note"],
		error: "Skriv vad som behöver rättas eller kompletteras.",
	});

export const ReplaceItem = z.object({
	version,
	why: oneOf(REPLACEMENT_REASONS),
	unit_id: optional(reference()),
	note: requiredText(1000),
});

/** A purchase that somebody has a reason to look at, by its number in the ledger. */
export const TargetItem = z.object({ version, number: requiredText(200), reason: requiredText(1000) });

export const DecideSwap = z.object({ version, decision: oneOf(SWAP_DECISIONS), note: text(1000) });
