import { listCostRows } from "../../../../db/queries/checks/own-forms/material-costs.ts";
import { updateVersioned } from "../../../../db/writes/ground/versioned.ts";
import { requirePerformer } from "../../runs/performing.ts";
import { requireRun } from "../../runs/require-run.ts";
import { isPlain } from "../../runs/run-state.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid } from "../../../ground/errors.ts";
import { changesBetween } from "../../../ground/write/events/changes.ts";
import { requireFresh } from "../../../ground/write/stale.ts";
import { write } from "../../../ground/write/write.ts";
import type { CommentCostsInput } from "./schema.ts";

/** Explains marked accounts of a run; what is as it was is left alone. Returns how many comments were new or changed. */
export function commentCosts(ctx: Context, runId: string, input: CommentCostsInput): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		const run = await requireRun(trx, runId);
		await requirePerformer(writing, ctx.actor, run);
		if (!isPlain(run)) throw new Invalid({ "": "Kontrollen är signerad. Kommentarerna är låsta." });
		if (input.row.length !== input.comment.length || input.row.length !== input.seen.length) {
			throw new Invalid({ "": "Formuläret kom inte fram i sin helhet. Försök igen." });
		}
		const rows = new Map((await listCostRows(trx, run.id)).map((row) => [row.id, row]));
		let changed = 0;
		for (const [index, id] of input.row.entries()) {
			const row = rows.get(id);
			if (!row) throw new Invalid({ "": "En rättad fil har lästs in sedan sidan visades. Läs sidan på nytt." });
			const comment = input.comment[index]!;
			const changes = changesBetween({ comment: row.comment }, { comment });
			if (Object.keys(changes).length === 0) continue;
			const said = { comment, commented_at: nowOf(ctx), commented_by: ctx.actor.id };
			await requireFresh(
				trx,
				await updateVersioned(trx, "cost_rows", id, input.seen[index]!, said),
				"control_run",
				run.id,
			);
			await record({
				type: "costs.commented",
				unit_id: run.unit_id,
				object: { kind: "control_run", id: run.id },
				data: { unit: run.unit_name, period_key: run.period_key, account: row.account, changes },
			});
			changed += 1;
		}
		return changed === 0 ? unchanged(0) : changed;
	});
}
