import type { z } from "zod";
import { listSamQuestions } from "../../db/queries/sam/rounds.ts";
import { listSamAnswers } from "../../db/queries/sam/reviews.ts";
import { updateSamReview } from "../../db/writes/sam/reviews.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid } from "../ground/errors.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { write } from "../ground/write/write.ts";
import { keepAnswers, toldOf } from "./keep-answers.ts";
import { requireAnswerer } from "./line.ts";
import { requireOpen, requireSamReview } from "./require-review.ts";
import type { Copying } from "./schema.ts";

/**
 * A manager with several units copies answers from one to another: only to questions that have none, each marked with the unit
 * it came from. What, who and when is never copied: an åtgärd belongs to its unit. Returns how many were copied.
 */
export function copyAnswers(ctx: Context, id: string, input: z.infer<typeof Copying>): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const review = await requireSamReview(trx, id);
		await requireAnswerer(writing, ctx, review);
		requireOpen(review, stockholmDate(nowOf(ctx)));
		if (review.state !== "open") throw new Invalid({ "": "Uppföljningen är signerad." });
		const source = await requireSamReview(trx, input.from);
		await requireAnswerer(writing, ctx, source);
		if (source.id === id || source.round_id !== review.round_id || source.manager_id !== review.manager_id)
			throw new Invalid({ from: "Välj en annan av chefens enheter i samma omgång." });
		const answered = new Set((await listSamAnswers(trx, id)).map((one) => one.question_id));
		const copies = (await listSamAnswers(trx, source.id))
			.filter((one) => !answered.has(one.question_id))
			.map(({ position, answer, comment }) => ({
				position,
				answer,
				comment,
				what: "",
				who: "",
				due_on: null,
				seen: 0,
			}));
		if (copies.length === 0) throw new Invalid({ from: `Det finns inga svar att kopiera från ${source.unit_name}.` });
		const questions = await listSamQuestions(trx, review.set_id);
		const { kept, marks } = await keepAnswers(writing, ctx, review, questions, {
			form_id: newId(ctx.clock()),
			answers: copies,
			copied_from: source.unit_name,
		});
		await requireFresh(trx, await updateSamReview(trx, id, review.version, { marks }), "sam_review", id);
		await record({
			type: "sam_review.answered",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			data: {
				year: review.year,
				unit: review.unit_name,
				...toldOf(kept),
				participation: false,
				copied_from: source.unit_name,
			},
		});
		return kept.length;
	});
}
