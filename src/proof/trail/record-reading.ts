import { findSameFact } from "../../../db/queries/ground/write.ts";
import { type Context, liveOf } from "../../ground/write/context.ts";
import type { EventInput } from "../../ground/write/events.ts";
import { write } from "../../ground/write/write.ts";

/** Readings of a file by one person within this time count as one, since a page fetches a file each time it is drawn. */
const SAME_READING_MS = 10 * 60_000;

/** Records that somebody read something sensitive. When it cannot be recorded, the reading is refused. */
export function recordReading(reader: Context, event: EventInput): Promise<void> {
	const ctx = liveOf(reader);
	return write(ctx, async ({ trx, record, unchanged }) => {
		const since = new Date(ctx.clock().getTime() - SAME_READING_MS).toISOString();
		const { kind, id } = event.object;
		const same = { type: event.type, actor_id: ctx.actor.id ?? "", object_kind: kind, object_id: id, since };
		if (await findSameFact(trx, same)) return unchanged(undefined);
		await record(event);
	});
}
