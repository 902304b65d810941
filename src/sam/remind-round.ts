import type { Db } from "../../db/open.ts";
import { listSamReviews } from "../../db/queries/sam/reviews.ts";
import { Invalid } from "../ground/errors.ts";
import type { Context } from "../ground/write/context.ts";
import { type Nudge, nudgeAll } from "../ground/write/nudge.ts";
import { write } from "../ground/write/write.ts";
import { requireSamRound } from "./require-review.ts";

/** The reviews of a round that have not been signed, each with its manager. Who has answered what is not seen here. */
export async function unansweredReviews(db: Db, roundId: string): Promise<Nudge[]> {
	const reviews = await listSamReviews(db, { round_id: roundId, state: "open", open: true });
	return reviews.flatMap((review) =>
		review.manager_id === null
			? []
			: [
					{
						to: review.manager_id,
						unit_id: review.unit_id,
						object: { kind: "sam_review" as const, id: review.id },
						title: `SAM-uppföljning ${review.year}`,
						unit: review.unit_name,
						due_on: review.closes_on,
					},
				],
	);
}

/** Reminds every manager who has not answered, at most once a day. Returns the sentence that tells how many. */
export function remindRound(ctx: Context, roundId: string): Promise<string> {
	return write(ctx, async (writing) => {
		const round = await requireSamRound(writing.trx, roundId);
		await writing.allow("sam.round", round.unit_id);
		if (round.status !== "open") throw new Invalid({ "": "Omgången är inte öppen." });
		const wanted = await unansweredReviews(writing.trx, roundId);
		return nudgeAll(ctx, writing, { wanted, about: `SAM-uppföljning ${round.year}`, unit_id: round.unit_id });
	});
}
