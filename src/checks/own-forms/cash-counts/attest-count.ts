import { findCashCount } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { updateVersioned } from "../../../../db/writes/ground/versioned.ts";
import { requireRun } from "../../runs/require-run.ts";
import { isPlain } from "../../runs/run-state.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotAllowed, NotFound } from "../../../ground/errors.ts";
import { requireFresh } from "../../../ground/write/stale.ts";
import { write } from "../../../ground/write/write.ts";

/** The second person puts an own name to the count, signed in as oneself. */
export function attestCount(ctx: Context, id: string, { version }: { version: number }): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const count = await findCashCount(trx, id);
		if (!count) throw new NotFound(`cash count ${id}`);
		const run = await requireRun(trx, count.run_id);
		await allow("run.view", run.unit_id);
		if (count.witness_id !== ctx.actor.id) {
			throw new NotAllowed(`Räkningen intygas av ${count.witness_name}, som var med vid räkningen.`, {
				log: `attest count ${id} of ${count.witness_id}`,
			});
		}
		if (!isPlain(run)) throw new Invalid({ "": "Kontrollen är signerad. Räkningen är låst." });
		if (count.attested_at !== null) throw new Invalid({ "": "Räkningen är redan intygad." });
		const done = await updateVersioned(trx, "cash_counts", id, version, { attested_at: nowOf(ctx) });
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "cash.attested",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: {
				unit: run.unit_name,
				period_key: run.period_key,
				fund: count.fund_name,
				difference_ore: count.difference_ore,
			},
		});
		return run.id;
	});
}
