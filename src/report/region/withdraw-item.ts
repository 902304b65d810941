import { isUniqueViolation } from "../../../db/errors.ts";
import { insertRegionWithdrawal } from "../../../db/writes/report/region.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireChangeable, told } from "./require-item.ts";
import type { WithdrawItem } from "./schema.ts";

/** Takes an item back, with the reason. What the boards have answered stays, and a later year's item is one of its own. */
export async function withdrawItem(ctx: Context, id: string, { reason, version }: WithdrawItem): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const { trx, record } = writing;
			const item = await requireChangeable(ctx, writing, { id, version });
			const withdrawn = { withdrawn_at: nowOf(ctx), withdrawn_by: ctx.actor.id! };
			await insertRegionWithdrawal(trx, { id: newId(ctx.clock()), item_id: id, reason, ...withdrawn });
			await record({
				type: "region_item.withdrawn",
				unit_id: item.region_id,
				object: { kind: "region_item", id },
				data: { ...told(item, item.wording, item.text), reason },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ reason: "Någon annan återkallade det samtidigt." });
		throw error;
	}
}
