import { expect } from "vitest";
import type { Db } from "../../db/open.ts";
import { lastEvent } from "../../db/queries/ground/write.ts";
import { once } from "../../src/ground/moment.ts";
import { type Reading, untilChanged as remember } from "../../src/ground/remembered/remembered.ts";

export * from "../../src/ground/remembered/remembered.ts";

/** The newest event when an answer was last known to be right. */
const right = new WeakMap<Db, Map<object, Map<string, number>>>();

/**
 * What the application remembers, as every test meets it: an answer that was not worked out anew is worked out beside it, and must be the
 * same. An event that a kind of answer wrongly calls beside itself is then seen by whichever test asks again after it. Until the next
 * event there is nothing to see, and it is not worked out again.
 */
export async function untilChanged<T>(db: Db, reading: Reading<T>, key: string, make: () => Promise<T>): Promise<T> {
	// a request that sees what had happened when it began is judged by that
	const seq = await once(db, "last", async () => (await lastEvent(db))?.seq ?? 0);
	let isFresh = false;
	const value = await remember(db, reading, key, () => {
		isFresh = true;
		return make();
	});
	const known = knownOf(db, reading);
	if (!isFresh && known.get(key) !== seq) {
		const fresh = await make();
		// another write between the two has made them answers to different questions
		if (((await lastEvent(db))?.seq ?? 0) !== seq) return value;
		expect(textOf(value), `remembered under ${key}`).toBe(textOf(fresh));
	}
	known.set(key, seq);
	return value;
}

function knownOf(db: Db, reading: object): Map<string, number> {
	const readings = right.get(db) ?? new Map<object, Map<string, number>>();
	right.set(db, readings);
	const known = readings.get(reading) ?? new Map<string, number>();
	readings.set(reading, known);
	return known;
}

/** Functions made of what is compared are left out. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_key, one) => (one instanceof Map || one instanceof Set ? [...one] : one));
}
