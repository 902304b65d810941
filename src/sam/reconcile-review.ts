import { listReturnsOf } from "../../db/queries/sam/matters.ts";
import { findLiveSignature, type SamReview } from "../../db/queries/sam/reviews.ts";
import { insertSamReconciliation, updateSamReview } from "../../db/writes/sam/reviews.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, NotAllowed } from "../ground/errors.ts";
import { reconciliationPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { type Writing, write } from "../ground/write/write.ts";
import { requireSuperior } from "./line.ts";
import { insertReturn } from "./raise-return.ts";
import { requireSamReview } from "./require-review.ts";
import { type Reconciliation, Returning } from "./schema.ts";

/** The fördelande chef's avstämning of a signed review: does it work, are the preconditions there, what becomes of the tasks. */
export function reconcileReview(ctx: Context, id: string, input: Reconciliation): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const review = await requireSamReview(trx, id);
		const role = await requireSuperior(writing, ctx, review, "sam.reconcile");
		await requireSigned(writing, ctx, review);
		if (input.outcome === "changes" && input.outcome_text === "")
			throw new Invalid({ outcome_text: "Skriv vad som ändras." });
		if (input.outcome === "returned") await requireReturn(writing, ctx, review, input);
		const { version, what: _what, why: _why, from_on: _from, ...values } = input;
		const changed = await updateSamReview(trx, id, version, { state: "reconciled" });
		await requireFresh(trx, changed, "sam_review", id);
		const said = { id: newId(ctx.clock()), ...values };
		await insertSamReconciliation(trx, {
			...said,
			review_id: id,
			reconciled_at: nowOf(ctx),
			reconciled_by: ctx.actor.id!,
			reconciled_by_name: ctx.actor.name,
			reconciled_for: role.substitute_for?.name ?? null,
			reopened_at: null,
		});
		await record({
			type: "sam_review.reconciled",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			data: { year: review.year, unit: review.unit_name, sha256: reconciliationPrint(said) },
		});
	});
}

async function requireSigned({ trx }: Writing, ctx: Context, review: SamReview): Promise<void> {
	if (review.round_status !== "open")
		throw new Invalid({ "": `SAM-omgången ${review.year} är avslutad. Avstämningen kan inte ändras.` });
	if (review.state === "reconciled") throw new Invalid({ "": "Uppföljningen är redan avstämd." });
	const signature = await findLiveSignature(trx, review.id);
	if (review.state !== "signed" || !signature)
		throw new Invalid({ "": "Avstämningen öppnas när uppföljningen är signerad." });
	if (signature.signed_by === ctx.actor.id)
		throw new NotAllowed("Du har själv signerat uppföljningen. Avstämningen görs av en annan chef över enheten.");
}

/** "Returneras" rests on a return: the manager's own, or one written down together now, with what, why and from when. */
async function requireReturn(writing: Writing, ctx: Context, review: SamReview, input: Reconciliation): Promise<void> {
	const open = (await listReturnsOf(writing.trx, review.id)).some((one) => one.state !== "replaced");
	if (open) return;
	const parsed = Returning.safeParse(input);
	if (!parsed.success) {
		const fields: Record<string, string> = {};
		if (!input.what) fields.what = "Skriv vilka uppgifter som returneras.";
		if (!input.why) fields.why = "Skriv varför de returneras.";
		if (!input.from_on) fields.from_on = "Ange från vilken dag.";
		throw new Invalid(fields);
	}
	await insertReturn(writing, ctx, review, { ...parsed.data, acknowledged: true });
}
