import { findCashFund } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { updateVersioned } from "../../../../db/writes/ground/versioned.ts";
import type { Context } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { requireFresh } from "../../../ground/write/stale.ts";
import { write } from "../../../ground/write/write.ts";
import type { EndCashFundInput } from "./schema.ts";

/** Ends a kontantkassa: it stays in the register with its counts, and is counted no more from that day. */
export function endCashFund(ctx: Context, id: string, { version, valid_to }: EndCashFundInput): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const fund = await findCashFund(trx, id);
		if (!fund) throw new NotFound(`cash fund ${id}`);
		await allow("control.edit", fund.unit_id);
		if (fund.valid_to !== null) throw new Invalid({ "": "Kassan är redan avslutad." });
		if (valid_to < fund.valid_from) throw new Invalid({ valid_to: "Slutdatumet ligger före startdatumet." });
		await requireFresh(trx, await updateVersioned(trx, "cash_funds", id, version, { valid_to }), "cash_fund", id);
		await record({
			type: "cash_fund.ended",
			unit_id: fund.unit_id,
			object: { kind: "cash_fund", id },
			data: { unit: fund.unit_name, name: fund.name, valid_to },
		});
	});
}
