import { listHitLines } from "../../../db/queries/checks/ledger.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { findOpenRunFor } from "../../../db/queries/checks/ledger-cards.ts";
import { addTargeted } from "../samples/add-items.ts";
import { requireRun } from "../runs/require-run.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
import { requireHit } from "./require-hit.ts";

/** Puts a line of a hit in its unit's open run as a targeted item: checked like the others, counted in neither n nor k. */
export function targetLine(ctx: Context, hitId: string, input: { line_id: number }): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, allow } = writing;
		const hit = await requireHit(trx, hitId);
		await allow("hit.judge", hit.unit_id);
		const line = (await listHitLines(trx, hit.id)).find((one) => one.id === input.line_id);
		if (!line) throw new NotFound(`line ${input.line_id} of hit ${hit.id}`);
		if (line.run_id !== null) throw new Invalid({ "": "Inköpet ingår redan i ett stickprov." });
		const open = await findOpenRunFor(trx, line.unit_id);
		if (!open) {
			throw new Invalid({
				"": `${line.unit_name} har inget draget kontrolltillfälle som väntar på granskning. Vänta till nästa dragning.`,
			});
		}
		const run = await requireRun(trx, open.id);
		const reason = `Riktad av regeln ”${LEDGER_RULES[hit.rule]}”`;
		await addTargeted(ctx, writing, run, { version: run.version, reason, line });
		return run.id;
	});
}
