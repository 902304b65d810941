import type { Cell, Database, Trx } from "../../db/dialect/index.ts";
import type { Schema } from "../../db/schema/index.ts";

/** Adds rows given as objects; every row must have the first one's columns. */
export async function addRows<T extends keyof Schema>(
	database: Database,
	trx: Trx,
	table: T,
	rows: Iterable<Schema[T]>,
): Promise<number> {
	const iterator = rows[Symbol.iterator]();
	const first = iterator.next();
	if (first.done) return 0;
	const columns = Object.keys(first.value);
	return database.bulk(trx, table, columns, cells(first.value, iterator, columns));
}

/** In the order they came, by what `keyOf` says of each. */
export function grouped<T, Key>(all: Iterable<T>, keyOf: (one: T, n: number) => Key): Map<Key, T[]> {
	const groups = new Map<Key, T[]>();
	let n = 0;
	for (const one of all) {
		const key = keyOf(one, n++);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}

function* cells<Row extends object>(first: Row, rest: Iterator<Row>, columns: string[]): Iterable<Cell[]> {
	for (let row: Row | undefined = first; row !== undefined; ) {
		const values = row as Record<string, Cell>;
		yield columns.map((column) => values[column]!);
		const next = rest.next();
		row = next.done ? undefined : next.value;
	}
}
