import { AsyncLocalStorage } from "node:async_hooks";
import type { Db } from "../../db/open.ts";

/** What one request has asked of a database and will be told the same of until it writes. */
type Moment = Map<Db, Map<string, Promise<unknown>>>;

const moments = new AsyncLocalStorage<Moment>();

/**
 * Reads as of one moment: what a page asks for many times is asked once, and is as new as the request. Nothing of it outlives the
 * request, and nothing is kept for a transaction.
 */
export const atOneMoment = <T>(work: () => T): T => moments.run(new Map(), work);

/** After a write the request reads what it wrote. */
export function endMoment(): void {
	moments.getStore()?.clear();
}

/** Asked once in a request. */
export function once<T>(db: Db, key: string, ask: () => Promise<T>): Promise<T> {
	const moment = moments.getStore();
	if (!moment || db.isTransaction) return ask();
	const asked = moment.get(db) ?? new Map<string, Promise<unknown>>();
	moment.set(db, asked);
	const had = asked.get(key) as Promise<T> | undefined;
	if (had) return had;
	const value = ask();
	asked.set(key, value);
	return value;
}
