import type { Db } from "../../../db/open.ts";
import type { IdRange, WrittenList } from "../../../db/queries/proof/trail-replay.ts";
import type { Changes } from "../../ground/write/events/changes.ts";
import type { EventName } from "../../ground/write/events.ts";

/** What is known of one row, column by column. */
export type Facts = Record<string, unknown>;
/** The rows that an object's events tell of, by a key of their own within the object: "" where there is just one. */
export type Told = Map<string, Facts>;

// biome-ignore lint/suspicious/noExplicitAny: each rule reads the data of its own event types, which the catalogue has typed
type Data = any;

export interface ToldRow {
	object_id: string;
	key: string;
	name: string;
	facts: Facts;
}

export interface ReplayedKind {
	/** The kind of object the events are about. */
	object: string;
	/** What the row is called in a sentence. */
	noun: string;
	/** What is so of a row that no event has said anything of. When left out, such a row has come some other way, and is named. */
	untold?: Facts;
	/** The events that say something of these rows; left out, any of the object's may. No other is read. */
	types?: readonly EventName[];
	/** One event of those types more: what it says of the object's rows is put into `told`, what it leaves open is taken away. */
	tell(told: Told, event: { at: string; type: string; unit_id: string | null; data: Data }): void;
	/**
	 * Every row of a stretch of objects, whether or not the log knows of it. Where the rows of an object, written together, are the
	 * same text as the log's, `sameAs` says how many they are, and they are not listed.
	 */
	rows(db: Db, range: IdRange, sameAs: SameAs): Promise<ToldRow[]>;
}

/** Takes an object's rows out of what is to be compared when `write` makes the very text of what the log says of them. */
export type SameAs = (objectId: string, written: WrittenList, write: (told: Told) => string) => boolean;

export function add(told: Told, key: string, facts: Facts): void {
	const known = told.get(key);
	told.set(key, known ? { ...known, ...facts } : facts);
}

/** The later value of each changed field. */
export function after(changes: Changes): Facts {
	return Object.fromEntries(Object.entries(changes).map(([field, [, value]]) => [field, value]));
}
