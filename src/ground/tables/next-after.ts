/** The first row after the one that is open that still waits, from the top again when the rest does not; null when no other row waits. */
export function nextAfter<Row>(
	rows: readonly Row[],
	isOpen: (row: Row) => boolean,
	waits: (row: Row) => boolean,
): Row | null {
	const at = rows.findIndex(isOpen);
	return [...rows.slice(at + 1), ...rows.slice(0, Math.max(at, 0))].find(waits) ?? null;
}
