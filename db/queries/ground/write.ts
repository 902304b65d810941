import { type Selectable, sql } from "kysely";
import { isPostgres } from "../../dialect/ddl.ts";
import type { Db } from "../../open.ts";
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

/** An event by what it is about, without what it says. */
export type PlainFact = Pick<Event, "type" | "object_kind" | "object_id">;

/** What has happened after `seq`, in order, at most `limit`. */
export function listFactsAfter(db: Db, seq: number, limit: number): Promise<PlainFact[]> {
	return db
		.selectFrom("events")
		.select(["type", "object_kind", "object_id"])
		.where("seq", ">", seq)
		.orderBy("seq")
		.limit(limit)
		.execute();
}

/** Events in order after `seq`, at most `limit`: for walking the whole chain with flat memory. */
export function listEventsAfter(db: Db, seq: number, limit: number): Promise<Event[]> {
	return db.selectFrom("events").selectAll().where("seq", ">", seq).orderBy("seq").limit(limit).execute();
}

/** An event as the chain sees it: the JSON array of its `HASHED_COLUMNS`, or its bytes, and the hash that the text is said to have. */
export interface Link {
	seq: number;
	prev_hash: string;
	text: string | Uint8Array;
	hash: string;
}

/**
 * The same events as links of the chain. SQLite writes the array itself, the same bytes as JSON.stringify, which spares V8 ten
 * texts an event, and gives them as bytes, since they are only hashed; what it cannot write (a blob that somebody has put in a
 * text's place) is written here, as PostgreSQL's are.
 */
export async function listLinksAfter(db: Db, seq: number, limit: number): Promise<Link[]> {
	const events = db.selectFrom("events").where("seq", ">", seq).orderBy("seq").limit(limit);
	if (!isPostgres(db)) {
		const text = sql<Uint8Array>`cast(json_array(${sql.join(HASHED_COLUMNS.map((column) => sql.ref(column)))}) as blob)`;
		const written = readArrays(db, events.select(["seq", "prev_hash", text.as("text"), "hash"]));
		const links = await written.catch(() => null);
		if (links)
			return links.map(([seq, prev_hash, text, hash]): Link => {
				const bytes = text as unknown as Uint8Array;
				return { seq: Number(seq), prev_hash: String(prev_hash), text: bytes, hash: String(hash) };
			});
	}
	const cells = await readArrays(db, events.select([...HASHED_COLUMNS, "hash"]));
	return cells.map((row) => {
		const hash = String(row.pop());
		return { seq: Number(row[SEQ]), prev_hash: String(row[PREV_HASH]), text: JSON.stringify(row), hash };
	});
}

const PREV_HASH = HASHED_COLUMNS.indexOf("prev_hash");
const SEQ = HASHED_COLUMNS.indexOf("seq");

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
