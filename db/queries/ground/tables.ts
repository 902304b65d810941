import { type Expression, expressionBuilder, type SqlBool } from "kysely";
import { sortKey } from "../../schema/sort-key.ts";

/** One page of a list; without it a list is complete. */
export interface Page {
	limit: number;
	offset: number;
}

/** Rows by a key of theirs, each group in the order given. (Map.groupBy came after Node 20.) */
export function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
	const groups = new Map<Key, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}

/** One LIKE pattern per word, for text anywhere in a `sort_name`, in any order; `!` escapes. */
export function containing(text: string): string[] {
	return sortKey(text)
		.split(/\s+/)
		.map((word) => `%${word.replace(/[!%_]/g, "!$&")}%`);
}

/** How many rows of a group the condition is true of. */
export function countWhere(condition: Expression<SqlBool>) {
	const eb = expressionBuilder<Record<string, never>, never>();
	return eb.fn.sum<number>(eb.case().when(condition).then(eb.lit(1)).else(eb.lit(0)).end());
}
