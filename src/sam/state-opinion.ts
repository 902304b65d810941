import { insertSamStatement, reopenSamStatements } from "../../db/writes/sam/reviews.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotAllowed } from "../ground/errors.ts";
import { statementPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { write } from "../ground/write/write.ts";
import { leadsUnit } from "./line.ts";
import { requireOpen, requireSamReview } from "./require-review.ts";
import type { Statement } from "./schema.ts";

/** The skyddsombud's own word, signed in: deltagit, or avvikande mening with text. A new word replaces the person's earlier one. */
export function stateOpinion(ctx: Context, id: string, input: Statement): Promise<void> {
	return write(ctx, async ({ trx, allow, record, notify }) => {
		const review = await requireSamReview(trx, id);
		await allow("sam.view", review.unit_id);
		if (ctx.actor.id === review.manager_id || leadsUnit(ctx, review.unit_id))
			throw new NotAllowed("Den som är chef för enheten kan inte också vara dess skyddsombud.");
		await allow("sam.take_part", review.unit_id);
		requireOpen(review, stockholmDate(nowOf(ctx)));
		if (input.stand === "dissent" && input.text === "") throw new Invalid({ text: "Skriv din avvikande mening." });
		await reopenSamStatements(trx, id, nowOf(ctx), ctx.actor.id!);
		const said = { id: newId(ctx.clock()), person_id: ctx.actor.id!, ...input };
		await insertSamStatement(trx, {
			...said,
			review_id: id,
			person_name: ctx.actor.name,
			stated_at: nowOf(ctx),
			reopened_at: null,
		});
		await record({
			type: "sam_review.stated",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			data: { year: review.year, unit: review.unit_name, sha256: statementPrint(said) },
		});
		await notify({
			to: review.manager_id,
			kind: "sam_opinion",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			title: `SAM-uppföljning ${review.year}`,
			unit: review.unit_name,
		});
	});
}
