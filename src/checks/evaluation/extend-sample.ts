import { findRunStratum } from "../../../db/queries/checks/evaluation-late-lines.ts";
import { findStratum, listItems } from "../../../db/queries/checks/samples.ts";
import { addItems, requireExtendable } from "../samples/add-items.ts";
import { requireRun } from "../runs/require-run.ts";
import { rank, seedFrom } from "../../ground/sampling/selection.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";

export interface Extension {
	version: number;
	/** How many more items to draw. */
	add: number;
	reason: string;
}

/**
 * The second stage: the next ranks of the same draw, so that nobody chooses what comes in. A run that was signed goes back to its
 * performer for the added items; what was answered stays.
 */
export function extendSample(ctx: Context, runId: string, input: Extension): Promise<number> {
	return write(ctx, async (writing) => {
		const { trx, allow, record } = writing;
		const run = await requireRun(trx, runId);
		await allow("draw.run", run.unit_id);
		const stratum = await findRunStratum(trx, run.id);
		const lines = await findStratum(trx, run.id);
		if (!stratum?.secret || !lines) throw new Invalid({ "": "Stickprovet är inte draget ännu." });
		requireExtendable(run);
		const used = new Set((await listItems(trx, run.id)).map((item) => item.item_key));
		const lineOf = new Map(lines.lines.map((line) => [line.item_key, line.id]));
		const ordered = rank(seedFrom(stratum.secret, stratum.draw_id, stratum.public_value), stratum.draw_id, [
			...lineOf.keys(),
		]);
		const next = ordered.map((one, index) => ({ ...one, rank: index + 1 })).filter((one) => !used.has(one.key));
		if (next.length < input.add) {
			throw new Invalid({ add: `Det finns ${next.length} inköp kvar i populationen. Ange högst så många.` });
		}
		const added = next
			.slice(0, input.add)
			.map((one) => ({ line_id: lineOf.get(one.key)!, rank: one.rank, hash: one.hash }));
		await addItems(ctx, writing, run, input, { kind: "extension", items: added });
		await record({
			type: "run.extended",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { unit: run.unit_name, period_key: run.period_key, added: added.length, reason: input.reason },
		});
		return added.length;
	});
}
