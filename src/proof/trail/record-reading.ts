import { findSameFact } from "../../../db/queries/ground/write.ts";
import { type Context, liveOf } from "../../ground/write/context.ts";
import type { EventInput } from "../../ground/write/events.ts";
import { write } from "../../ground/write/write.ts";

/** A page shows a file as often as it is drawn: within this time it is one reading. */
const SAME_READING_MS = 10 * 60_000;

/** That somebody read something sensitive is a fact of the trail. Without the fact there is no reading. */
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
