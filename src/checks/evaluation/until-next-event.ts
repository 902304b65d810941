import type { Db } from "../../../db/open.ts";
import { lastEvent } from "../../../db/queries/ground/write.ts";

/** The number of answers kept; a large region's whole year takes some megabytes. */
const KEPT = 16;

const remembered = new WeakMap<Db, { seq: number; made: Map<string, unknown> }>();

/**
 * Remembers what `make` works out from the register until the next event is recorded: every change has its event, so a new end
 * of the trail means new facts. The key must hold everything else that the answer depends on, the reader's reach too.
 */
export async function untilNextEvent<T>(db: Db, key: string, make: () => Promise<T>): Promise<T> {
	const seq = (await lastEvent(db))?.seq ?? 0;
	let known = remembered.get(db);
	if (known?.seq !== seq || known.made.size >= KEPT) {
		known = { seq, made: new Map() };
		remembered.set(db, known);
	}
	const { made } = known;
	if (!made.has(key)) made.set(key, await make());
	return made.get(key) as T;
}
