import type { Column } from "./column.ts";

/** The rows as objects by column key; amounts stay whole öre, dates and instants ISO text. */
export function toJson<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
): Record<string, string | number | null>[] {
	return rows.map((row) => Object.fromEntries(columns.map((column) => [column.key, column.value(row)])));
}
