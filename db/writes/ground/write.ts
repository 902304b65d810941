import type { Trx } from "../../open.ts";
import type { Event } from "../../queries/ground/write.ts";

export async function insertEvent(trx: Trx, event: Event): Promise<void> {
	await trx.insertInto("events").values(event).execute();
}
