import { isUniqueViolation } from "../../../db/errors.ts";
import { insertRegionWording } from "../../../db/writes/report/region.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireChangeable, told } from "./require-item.ts";
import type { RewordItem } from "./schema.ts";

/** Gives an item its next wording. The earlier stays, and so do the answers that were given to it. */
export async function rewordItem(ctx: Context, id: string, { text, version }: RewordItem): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const { trx, record } = writing;
			const item = await requireChangeable(ctx, writing, { id, version });
			if (text === item.text) throw new Invalid({ text: "Lydelsen är densamma." });
			const number = item.wording + 1;
			const written = { written_at: nowOf(ctx), written_by: ctx.actor.id! };
			await insertRegionWording(trx, { id: newId(ctx.clock()), item_id: id, number, text, ...written });
			await record({
				type: "region_item.reworded",
				unit_id: item.region_id,
				object: { kind: "region_item", id },
				data: told(item, number, text),
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ text: "Någon annan gav en ny lydelse samtidigt. Läs den och försök igen." });
		throw error;
	}
}
