/** Compares by code units (or by size, for big numbers): the order is the same on every machine, unlike a locale's order. */
export function inCodeOrder<T extends string | bigint>(a: T, b: T): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
