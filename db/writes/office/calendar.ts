import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { CalendarFeedTable } from "../../schema/office/calendar.ts";

export async function insertFeed(trx: Trx, feed: Insertable<CalendarFeedTable>): Promise<void> {
	await trx.insertInto("calendar_feeds").values(feed).execute();
}

/** Ends the address that a person's calendar has. Returns how many: none or one. */
export async function endFeed(trx: Trx, personId: string, now: string): Promise<number> {
	const result = await trx
		.updateTable("calendar_feeds")
		.set({ ended_at: now })
		.where("person_id", "=", personId)
		.where("ended_at", "is", null)
		.executeTakeFirst();
	return Number(result.numUpdatedRows);
}
