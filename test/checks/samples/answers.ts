import type { Answer } from "../../../db/schema/vocabulary.ts";
import { answerItem } from "../../../src/checks/samples/answer-item.ts";
import type { AnswerInput } from "../../../src/checks/samples/schema.ts";
import type { Context } from "../../../src/ground/write/context.ts";
import type { DrawnRun } from "../../support/drawn-run.ts";

/** One answer as a form gives it. */
export function saying(position: number, answer: Answer, more: Partial<AnswerInput> = {}): AnswerInput {
	const no = answer === "no";
	return {
		position,
		answer,
		comment: no ? "Beställaren saknar behörighet" : "",
		severity: no ? "minor" : null,
		cause_code: no && position === 12 ? "urgent" : null,
		direct_fix: "",
		seen: 0,
		...more,
	};
}

export function answer(ctx: Context, itemId: string, answers: AnswerInput[], reason = "") {
	return answerItem(ctx, itemId, { answers, reason });
}

/** Answers Ja to everything, except what `but` says: "item index (0…) question position" → the answer. */
export async function answerAll(ctx: Context, run: DrawnRun, but: Record<string, AnswerInput> = {}): Promise<void> {
	for (const [index, itemId] of run.itemIds.entries()) {
		const answers = Array.from({ length: 12 }, (_, q) => but[`${index} ${q + 1}`] ?? saying(q + 1, "yes"));
		await answer(ctx, itemId, answers);
	}
}
