import type { Db } from "../../../db/open.ts";
import { type Event, listEventsOf } from "../../../db/queries/ground/write.ts";
import type { HistoryEvent } from "../../../views/ui/history.tsx";
import { eventDeed } from "../write/events.ts";

/** An event as the history shows it: who, what and when. */
export function historyEvent(event: Event): HistoryEvent {
	return { at: event.at, sentence: eventDeed(event), actor: event.actor_name, on_behalf_of: event.on_behalf_of };
}

/** What has happened to one object, newest first; only at these units, where its parts belong to different readers. */
export async function historyOf(db: Db, kind: string, id: string, units?: readonly string[]): Promise<HistoryEvent[]> {
	const events = await listEventsOf(db, kind, [id]);
	const seen = units ? events.filter(({ unit_id }) => unit_id !== null && units.includes(unit_id)) : events;
	return seen.map(historyEvent);
}

/**
 * The history of an object together with the objects that belong to it, in one order. A run would otherwise seem to have no
 * history of its sixty answers.
 */
export async function historyWith(db: Db, own: [string, string], parts: [string, string[]]): Promise<HistoryEvent[]> {
	const events = [...(await listEventsOf(db, own[0], [own[1]])), ...(await listEventsOf(db, parts[0], parts[1]))];
	return events.sort((a, b) => b.seq - a.seq).map(historyEvent);
}
