import { isUniqueViolation } from "../../../../db/errors.ts";
import { findUnit } from "../../../../db/queries/people/units.ts";
import { insertCashFund } from "../../../../db/writes/checks/own-forms/cash-counts.ts";
import type { Context } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { write } from "../../../ground/write/write.ts";
import type { AddCashFundInput } from "./schema.ts";

/** Adds a kontantkassa to the register. */
export async function addCashFund(ctx: Context, input: AddCashFundInput): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const unit = await findUnit(trx, input.unit_id);
			if (!unit) throw new NotFound(`unit ${input.unit_id}`);
			await allow("control.edit", unit.id);
			const id = newId(ctx.clock());
			const { name, holder, valid_from } = input;
			const float_ore = input.float_kr * 100;
			await insertCashFund(trx, {
				id,
				unit_id: unit.id,
				name,
				holder,
				float_ore,
				valid_from,
				valid_to: null,
				version: 1,
			});
			await record({
				type: "cash_fund.added",
				unit_id: unit.id,
				object: { kind: "cash_fund", id },
				data: { unit: unit.name, name, float_ore, holder },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ name: "Enheten har redan en kassa med det namnet." });
		throw error;
	}
}
