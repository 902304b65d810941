import { inCodeOrder } from "../code-order.ts";

/**
 * Order of item keys: ascending by UTF-8 bytes, the order `LC_ALL=C sort` and Python's `sorted(key=str.encode)` give.
 * JavaScript compares UTF-16 code units, which differs only when one string has a character above U+FFFF.
 */

const SURROGATE = /[\ud800-\udfff]/;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** True when the text can be written as UTF-8 and read back unchanged (no lone surrogate). */
export function isWellFormed(text: string): boolean {
	return !LONE_SURROGATE.test(text);
}

/** Moves surrogates above U+E000–U+FFFF, which is where their UTF-8 bytes sort. */
function byteRank(unit: number): number {
	if (unit >= 0xe000) return unit - 0x800;
	return unit >= 0xd800 ? unit + 0x2000 : unit;
}

/** Negative, zero or positive as the UTF-8 bytes of `a` sort before, equal or after those of `b`. Never throws. */
export function compareUtf8(a: string, b: string): number {
	const length = Math.min(a.length, b.length);
	for (let i = 0; i < length; i++) {
		const x = a.charCodeAt(i);
		const y = b.charCodeAt(i);
		if (x !== y) return byteRank(x) - byteRank(y);
	}
	return a.length - b.length;
}

/** A sorted copy of `rows` by the UTF-8 bytes of `keyOf(row)`. O(N log N); native comparison unless a key needs more. */
export function sortedByKey<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
	if (rows.some((row) => SURROGATE.test(keyOf(row)))) {
		return [...rows].sort((a, b) => compareUtf8(keyOf(a), keyOf(b)));
	}
	return [...rows].sort((a, b) => inCodeOrder(keyOf(a), keyOf(b)));
}
