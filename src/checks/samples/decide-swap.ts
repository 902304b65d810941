import { findSwap } from "../../../db/queries/checks/samples-swaps.ts";
import type { SwapDecision } from "../../../db/schema/checks/samples-swaps.ts";
import { updateSwap } from "../../../db/writes/checks/samples-swaps.ts";
import { requireReviewer } from "../runs/reviewing.ts";
import { requireRun } from "../runs/require-run.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";

/** The reviewer accepts a swap or refuses it, once. A refused one leaves its place in the sample unknown, whatever was answered. */
export function decideSwap(
	ctx: Context,
	swapId: string,
	input: { version: number; decision: SwapDecision; note: string },
): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const swap = await findSwap(trx, swapId);
		if (!swap) throw new NotFound(`swap ${swapId}`);
		const run = await requireRun(trx, swap.run_id);
		await requireReviewer(writing, ctx.actor, run);
		if (swap.decision !== null) throw new Invalid({ "": "Bytet är redan avgjort." });
		if (input.decision === "refused" && input.note === "") throw new Invalid({ note: "Skriv varför bytet nekas." });
		const done = await updateSwap(trx, swap.id, input.version, {
			decision: input.decision,
			decision_note: input.note,
			decided_at: nowOf(ctx),
			decided_by: ctx.actor.id,
		});
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "item.swap_decided",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { item_key: swap.item_key, by_key: swap.by_key, decision: input.decision, note: input.note },
		});
		return run.id;
	});
}
