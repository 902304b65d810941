import { findDeviationOf } from "../../../db/queries/checks/deviations.ts";
import type { Item, Question } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Answer, CauseCode, Severity } from "../../../db/schema/vocabulary.ts";
import type { Context } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { enterDeviation, reviseDeviation, withdrawDeviation } from "./found-deviation.ts";
import { findingTitle } from "./finding-title.ts";
import { requireNoUndoing } from "./require-no-undoing.ts";

/** The parts of an answer that concern a deviation. `severity` is given whenever the answer is Nej. */
export interface Finding {
	answer: Answer;
	comment: string;
	severity: Severity | null;
	cause_code: CauseCode | null;
	direct_fix: string;
	/** The finder's own words for the title; left out where the checklist's will do. */
	headline?: string | undefined;
	/** The reason for correcting an earlier answer; "" before the first signature. */
	reason: string;
}

/**
 * Keeps the deviation of a question in step with its answer, in the same transaction: Nej makes one (or opens the withdrawn one
 * again), another answer withdraws it with a trace. Nothing is ever removed.
 */
export async function followAnswer(
	writing: Writing,
	ctx: Context,
	{ run, item, question }: { run: Run; item: Item; question: Question },
	{ answer, comment, severity, cause_code, direct_fix, headline, reason }: Finding,
): Promise<void> {
	const existing = await findDeviationOf(writing.trx, item.id, question.id);
	if (existing) await requireNoUndoing(writing, ctx, run, existing, answer === "no" ? severity : null);
	if (answer !== "no") {
		if (existing && existing.status !== "withdrawn")
			await withdrawDeviation(ctx, writing, existing, reason || "svaret ändrades före signering");
		return;
	}
	const title = findingTitle({ headline, comment }, question, item);
	const facts = { description: comment, severity: severity!, cause_code, direct_fix, ...(headline ? { title } : {}) };
	if (existing) return reviseDeviation(writing, existing, facts, reason || "svaret ändrades till Nej");
	const { unit_id, risk_id, id: run_id } = run;
	const at = { unit_id, risk_id, run_id, item_id: item.id, question_id: question.id };
	await enterDeviation(ctx, writing, at, { ...facts, title });
}
