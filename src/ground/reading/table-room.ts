/**
 * Slots of a table to begin with: more than the rows of the first window of a text (`FIRST_WINDOW`), so that how much of the file has been
 * read is known well when the table becomes full, and it is moved once.
 */
export const FIRST_ROOM = 1 << 16;
/** A table of hashes this full is given more room: beyond it too many rows look for a free place. */
const FULLEST = 0.75;
/** What is left for rows that are shorter than those before them. */
const SPARE = 1.05;

export function isFull(count: number, slots: number): boolean {
	return count >= slots * FULLEST;
}

/**
 * Slots for a table that has become full: as many as the whole file will need, as far as the part of it that has been read (0 to 1) tells.
 * Doubling would hold twice what is needed, and half as much again while it is moved.
 */
export function roomFor(count: number, part: number | null): number {
	const expected = part === null || part <= 0 ? 0 : (count / part) * SPARE;
	return Math.ceil(Math.max(expected, count * 1.5) / FULLEST);
}
