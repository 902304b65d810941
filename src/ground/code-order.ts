/** Order by code units (or by size, of big numbers): the same on every machine, unlike a locale's order. */
export function inCodeOrder<T extends string | bigint>(a: T, b: T): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
