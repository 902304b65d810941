import type { Trx } from "../../db/open.ts";
import { lastEvent } from "../../db/queries/ground/write.ts";
import type { EventTable } from "../../db/schema/ground/write.ts";
import type { EventInput } from "../ground/write/events.ts";
import { chainHash, GENESIS } from "../ground/write/trail.ts";

/** An event as a filled region records it: what happened, when, and by whom. */
export type PastEvent = EventInput & { id: string; at: string; actor: { id: string; name: string } };

/** Events chained after the trail's head, ready to be added in bulk. */
export async function chained(trx: Trx, events: Iterable<PastEvent>): Promise<Iterable<EventTable>> {
	const head = (await lastEvent(trx)) ?? { seq: 0, hash: GENESIS };
	return follow(head, events);
}

function* follow(head: { seq: number; hash: string }, events: Iterable<PastEvent>): Iterable<EventTable> {
	let { seq, hash } = head;
	for (const { id, at, actor, type, unit_id, object, data } of events) {
		seq++;
		const event = {
			seq,
			id,
			at,
			type,
			actor_id: actor.id,
			actor_name: actor.name,
			on_behalf_of: null,
			via: "system",
			unit_id,
			object_kind: object.kind,
			object_id: object.id,
			data: JSON.stringify(data),
			prev_hash: hash,
		};
		hash = chainHash(event);
		yield { ...event, hash };
	}
}
