import type { z } from "zod";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import {
	reopenSamReconciliation,
	reopenSamSignature,
	reopenSamStatements,
	updateSamReview,
} from "../../db/writes/sam/reviews.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid } from "../ground/errors.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { requireAnswerer } from "./line.ts";
import { requireOpen, requireSamReview } from "./require-review.ts";
import type { Reopening } from "./schema.ts";

/** Opens a signed review for change: what was signed, stated and reconciled stays in its history but no longer holds. */
export function reopenReview(ctx: Context, id: string, input: z.infer<typeof Reopening>): Promise<void> {
	return write(ctx, async (writing) => {
		const review = await requireSamReview(writing.trx, id);
		await requireAnswerer(writing, ctx, review);
		requireOpen(review, stockholmDate(nowOf(ctx)));
		if (review.state === "open") throw new Invalid({ "": "Uppföljningen är redan öppen för ändring." });
		await reopened(writing, ctx, review, input.reason);
		const done = await updateSamReview(writing.trx, id, input.version, { state: "open" });
		await requireFresh(writing.trx, done, "sam_review", id);
	});
}

/** Ends every later signature and tells the trail. The caller sets the review's state. */
export async function reopened(
	{ trx, record }: Writing,
	ctx: Context,
	review: SamReview,
	reason: string,
): Promise<void> {
	const now = nowOf(ctx);
	await reopenSamSignature(trx, review.id, now, reason);
	await reopenSamStatements(trx, review.id, now);
	await reopenSamReconciliation(trx, review.id, now);
	await record({
		type: "sam_review.reopened",
		unit_id: review.unit_id,
		object: { kind: "sam_review", id: review.id },
		data: { year: review.year, unit: review.unit_name },
	});
}
