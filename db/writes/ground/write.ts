import { keptStatement } from "../../kept-query.ts";
import type { Trx } from "../../open.ts";
import type { Event } from "../../queries/ground/write.ts";

export async function insertEvent(trx: Trx, event: Event): Promise<void> {
	await eventInserted(trx, event);
}

const eventInserted = keptStatement((trx, event: Event) => trx.insertInto("events").values(event));
