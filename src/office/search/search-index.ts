import { setImmediate as breathe } from "node:timers/promises";
import type { Database, Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";
import {
	type Found,
	listAllFound,
	listFound,
	listTouched,
	SEARCHED,
	type Searched,
} from "../../../db/queries/office/search.ts";
import { onlyMainThread } from "../../ground/threads/main-thread.ts";
import { newId } from "../../ground/write/new-id.ts";
import { TrigramIndex, wordsOf } from "./trigram-index.ts";

/** Rows that are read at a time, so that nobody waits while the index is made. */
const LOT = 1_000;
/** More events than this since the last search are not followed one by one: the index is made anew. */
const MOST_EVENTS = 2_000;
/** Rows made so long before the last search are read again: another process may have been slower to store them. */
const OVERLAP_MS = 15 * 60_000;

interface Built {
	index: TrigramIndex;
	/** The newest event that the index knows of, and when it was last asked. */
	seq: number;
	at: Date;
}

const built = new WeakMap<Database, Promise<Built>>();

/**
 * The index of a database's words, up to its newest event. It is made at the first search and follows the trail from then on: what an
 * event is about is read again, and so is what has been made since. Nothing of it is stored.
 */
export function searchIndex(database: Database, now: Date): Promise<TrigramIndex> {
	onlyMainThread();
	const before = built.get(database);
	const next = (before ? before.then((known) => follow(database.db, known, now)) : build(database.db, now)).catch(
		(error: unknown) => {
			built.delete(database);
			throw error;
		},
	);
	built.set(database, next);
	return next.then(({ index }) => index);
}

export const keyOf = (kind: Searched, id: string) => `${kind}:${id}`;

async function build(db: Db, now: Date): Promise<Built> {
	const seq = (await lastEvent(db))?.seq ?? 0;
	const index = new TrigramIndex();
	for (const kind of SEARCHED) await putAll(db, index, kind, "");
	return { index, seq, at: now };
}

async function follow(db: Db, known: Built, now: Date): Promise<Built> {
	const seq = (await lastEvent(db))?.seq ?? 0;
	if (seq === known.seq) return known;
	const touched = await listTouched(db, known.seq, MOST_EVENTS);
	if (touched.length === MOST_EVENTS) return build(db, now);
	const { index } = known;
	const since = newId(new Date(known.at.getTime() - OVERLAP_MS));
	for (const kind of SEARCHED) {
		const ids = new Set(touched.filter((event) => event.object_kind === kind).map((event) => event.object_id));
		const rows = await listFound(db, kind, { ids: [...ids], reach: "all" });
		for (const id of ids) index.remove(keyOf(kind, id));
		for (const row of rows) put(index, kind, row);
		await putAll(db, index, kind, since);
	}
	return { index, seq, at: now };
}

async function putAll(db: Db, index: TrigramIndex, kind: Searched, from: string): Promise<void> {
	for (let after = from; ; ) {
		const rows = await listAllFound(db, kind, after, LOT);
		for (const row of rows) put(index, kind, row);
		if (rows.length < LOT) return;
		after = rows.at(-1)!.id;
		await breathe();
	}
}

function put(index: TrigramIndex, kind: Searched, { id, unit_id, title }: Found): void {
	index.put({ key: keyOf(kind, id), unit_id, words: wordsOf(title) });
}
