import { expect } from "vitest";
import type { Db } from "../../db/open.ts";
import { lastEvent } from "../../db/queries/ground/write.ts";
import { type Reading, untilChanged as remember } from "../../src/ground/remembered/remembered.ts";

export * from "../../src/ground/remembered/remembered.ts";

/**
 * What the application remembers, as every test meets it: an answer that was not worked out anew is worked out beside it, and must be the
 * same. An event that a kind of answer wrongly calls beside itself is then seen by whichever test asks again after it.
 */
export async function untilChanged<T>(db: Db, reading: Reading<T>, key: string, make: () => Promise<T>): Promise<T> {
	let isFresh = false;
	const value = await remember(db, reading, key, () => {
		isFresh = true;
		return make();
	});
	if (isFresh) return value;
	const seq = (await lastEvent(db))?.seq;
	const fresh = await make();
	// another write between the two has made them answers to different questions
	if ((await lastEvent(db))?.seq === seq) expect(textOf(value), `remembered under ${key}`).toBe(textOf(fresh));
	return value;
}

/** Functions made of what is compared are left out. */
function textOf(value: unknown): string {
	return JSON.stringify(value, (_key, one) => (one instanceof Map || one instanceof Set ? [...one] : one));
}
