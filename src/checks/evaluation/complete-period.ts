import { findLateStratum, findRunStratum, listLateLines } from "../../../db/queries/checks/evaluation-late-lines.ts";
import { insertLateStratum } from "../../../db/writes/checks/sample-plans.ts";
import { addItems, requireExtendable } from "../samples/add-items.ts";
import { requireRun } from "../runs/require-run.ts";
import { lateLinesDrawn, seedFrom } from "../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";

/**
 * Completes a period with the lines that came after its freeze. The sample is kept; every late line whose hash is at most the
 * stratum's threshold joins it, and the late lines are evaluated as a stratum of their own. A period can be completed once.
 */
export function completePeriod(
	ctx: Context,
	runId: string,
	input: { version: number; reason: string },
): Promise<{ late: number; joined: number }> {
	return write(ctx, async (writing) => {
		const { trx, allow, record } = writing;
		const run = await requireRun(trx, runId);
		await allow("draw.run", run.unit_id);
		requireExtendable(run);
		const stratum = await findRunStratum(trx, run.id);
		if (!stratum?.secret || stratum.threshold_hash === null) throw new Invalid({ "": "Inget är draget i perioden." });
		if (await findLateStratum(trx, run.id)) throw new Invalid({ "": "Perioden är redan kompletterad med sena rader." });
		const lines = await listLateLines(trx, stratum);
		if (lines.length === 0) throw new Invalid({ "": "Det finns inga sena rader att komplettera med." });
		const byKey = new Map(lines.map((line) => [line.item_key, line]));
		const seed = seedFrom(stratum.secret, stratum.draw_id, stratum.public_value);
		const joined = lateLinesDrawn(seed, stratum.draw_id, [...byKey.keys()], stratum.threshold_hash);
		await insertLateStratum(trx, {
			id: newId(ctx.clock()),
			run_id: run.id,
			n: lines.length,
			sum_ore: lines.reduce((sum, line) => sum + line.amount_ore, 0),
			threshold_hash: stratum.threshold_hash,
			framed_from: lines.map((line) => line.framed_from).sort()[0]!,
			reason: input.reason,
			added_at: nowOf(ctx),
			added_by: ctx.actor.id!,
		});
		const items = joined.map(({ key, hash }) => ({ line_id: byKey.get(key)!.id, rank: null, hash }));
		if (items.length > 0) await addItems(ctx, writing, run, input, { kind: "late", items });
		await record({
			type: "run.completed_late",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: {
				unit: run.unit_name,
				period_key: run.period_key,
				late: lines.length,
				joined: items.length,
				threshold_hash: stratum.threshold_hash,
				reason: input.reason,
			},
		});
		return { late: lines.length, joined: items.length };
	});
}
