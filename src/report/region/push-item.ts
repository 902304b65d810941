import { isUniqueViolation } from "../../../db/errors.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { nextRegionNumber } from "../../../db/queries/report/region.ts";
import { insertRegionItem, insertRegionWording } from "../../../db/writes/report/region.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { told } from "./require-item.ts";
import type { PushItem } from "./schema.ts";

/** Sends a risk, a measure or a question to every board of the year. No board's plan is changed by it. Returns its id. */
export async function pushItem(ctx: Context, { text, ...input }: PushItem): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const [region] = await listRootUnits(trx);
			if (!region) throw new NotFound("region");
			await allow("region_item.push", region.id);
			const now = nowOf(ctx);
			requireCurrent(input.year, Number(stockholmDate(now).slice(0, 4)));
			const id = newId(ctx.clock());
			const number = await nextRegionNumber(trx, region.id, input.year);
			await insertRegionItem(trx, {
				...{ id, region_id: region.id, number, ...input },
				...{ pushed_at: now, pushed_by: ctx.actor.id! },
			});
			const written = { written_at: now, written_by: ctx.actor.id! };
			await insertRegionWording(trx, { id: newId(ctx.clock()), item_id: id, number: 1, text, ...written });
			await record({
				type: "region_item.pushed",
				unit_id: region.id,
				object: { kind: "region_item", id },
				data: told({ ...input, number }, 1, text),
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({
				title: `Det är redan skickat för ${input.year}. Ge det som finns en ny lydelse, eller skriv en annan rubrik om det är återkallat.`,
			});
		throw error;
	}
}

/** What a past year's boards answered is theirs; nothing new is asked of it. */
function requireCurrent(year: number, thisYear: number): void {
	if (year < thisYear || year > thisYear + 1)
		throw new Invalid({ year: `Skicka för ${thisYear} eller ${thisYear + 1}.` });
}
