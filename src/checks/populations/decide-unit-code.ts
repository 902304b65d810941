import { listUnitCodes } from "../../../db/queries/checks/populations-codes.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { insertUnitCode } from "../../../db/writes/checks/populations.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { DecideUnitCodeInput } from "./schema.ts";

/** Decides what a code of the ledger means from a day on. What it meant before stays, for the files of those days. */
export async function decideUnitCode(
	ctx: Context,
	{ pattern, unit_id, valid_from }: DecideUnitCodeInput,
): Promise<void> {
	if (pattern === "*") throw new Invalid({ pattern: "Skriv minst ett tecken före stjärnan." });
	await write(ctx, async ({ trx, allow, record }) => {
		const before = (await listUnitCodes(trx, valid_from)).find((one) => one.pattern === pattern);
		if (before) await allow("purchases.import", before.unit_id);
		if (unit_id === null && !before) throw new Invalid({ pattern: "Koden betyder ingen enhet den dagen." });
		const holder = unit_id ?? before!.unit_id;
		await allow("purchases.import", holder);
		if (before?.unit_id === unit_id) throw new Invalid({ unit_id: "Koden betyder redan den enheten." });
		const unit = unit_id === null ? null : (await findUnit(trx, unit_id))!.name;
		const id = newId(ctx.clock());
		await insertUnitCode(trx, { id, pattern, unit_id, valid_from, created_at: nowOf(ctx), created_by: ctx.actor.id! });
		await record({
			type: "unit_code.placed",
			unit_id: holder,
			object: { kind: "unit_code", id },
			data: { pattern, unit, valid_from },
		});
	});
}
