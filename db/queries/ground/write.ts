import type { Selectable } from "kysely";
import type { Cell, Db } from "../../open.ts";
import { readArrays } from "../../dialect/read-arrays.ts";
import { type EventTable, HASHED_COLUMNS } from "../../schema/ground/write.ts";

export type Event = Selectable<EventTable>;

export function lastEvent(db: Db): Promise<{ seq: number; hash: string } | undefined> {
	return db.selectFrom("events").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
}

export function firstEvent(db: Db): Promise<Pick<Event, "at" | "type" | "data"> | undefined> {
	return db.selectFrom("events").select(["at", "type", "data"]).orderBy("seq").limit(1).executeTakeFirst();
}

export function findEvent(db: Db, seq: number): Promise<Event | undefined> {
	return db.selectFrom("events").selectAll().where("seq", "=", seq).executeTakeFirst();
}

/** The same fact, by the same person about the same object, at or after an instant. */
export function findSameFact(
	db: Db,
	fact: { type: string; actor_id: string; object_kind: string; object_id: string; since: string },
): Promise<{ seq: number } | undefined> {
	return db
		.selectFrom("events")
		.select("seq")
		.where("object_kind", "=", fact.object_kind)
		.where("object_id", "=", fact.object_id)
		.where("type", "=", fact.type)
		.where("actor_id", "=", fact.actor_id)
		.where("at", ">=", fact.since)
		.limit(1)
		.executeTakeFirst();
}

/** True when a fact of one of these types has ever been recorded. */
export async function hasEventOfType(db: Db, ...types: string[]): Promise<boolean> {
	const event = await db.selectFrom("events").select("seq").where("type", "in", types).limit(1).executeTakeFirst();
	return event !== undefined;
}

/** True when a fact after `seq` is of other kinds and types than these. */
export async function hasEventBeside(
	db: Db,
	seq: number,
	{ kinds, types }: { kinds: readonly string[]; types: readonly string[] },
): Promise<boolean> {
	const event = await db
		.selectFrom("events")
		.select("seq")
		.where("seq", ">", seq)
		.where("object_kind", "not in", kinds)
		.where("type", "not in", types)
		.limit(1)
		.executeTakeFirst();
	return event !== undefined;
}

/** The newest fact of a type. */
export function lastEventOfType(db: Db, type: string): Promise<Event | undefined> {
	return db
		.selectFrom("events")
		.selectAll()
		.where("type", "=", type)
		.orderBy("seq", "desc")
		.limit(1)
		.executeTakeFirst();
}

/** Events in order after `seq`, at most `limit`: for walking the whole chain with flat memory. */
export function listEventsAfter(db: Db, seq: number, limit: number): Promise<Event[]> {
	return db.selectFrom("events").selectAll().where("seq", ">", seq).orderBy("seq").limit(limit).execute();
}

/** The same events as arrays of what is hashed, each with the hash it has, for redoing the chain. */
export async function listLinksAfter(
	db: Db,
	seq: number,
	limit: number,
): Promise<{ hashed: readonly Cell[]; hash: string }[]> {
	const query = db
		.selectFrom("events")
		.select([...HASHED_COLUMNS, "hash"])
		.where("seq", ">", seq)
		.orderBy("seq")
		.limit(limit);
	return (await readArrays(db, query)).map((cells) => ({ hash: String(cells.pop()), hashed: cells }));
}

/** The newest events first for one object, or for several of a kind. */
export function listEventsOf(db: Db, kind: string, ids: readonly string[], limit = 200): Promise<Event[]> {
	if (ids.length === 0) return Promise.resolve([]);
	return db
		.selectFrom("events")
		.selectAll()
		.where("object_kind", "=", kind)
		.where("object_id", "in", ids)
		.orderBy("seq", "desc")
		.limit(limit)
		.execute();
}

/** Who changed an object last, for the 409 that shows whose newer values stand. */
export async function lastChangeOf(db: Db, kind: string, id: string): Promise<{ by: string; at: string }> {
	const [event] = await listEventsOf(db, kind, [id], 1);
	return { by: event?.actor_name ?? "Någon", at: event?.at ?? "" };
}
