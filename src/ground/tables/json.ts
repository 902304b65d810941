import type { Column } from "./column.ts";

/** The row as an object by column key; amounts stay whole öre, dates and instants ISO text. */
export function jsonOf<Row>(columns: readonly Column<Row>[], row: Row): Record<string, string | number | null> {
	return Object.fromEntries(columns.map((column) => [column.key, column.value(row)]));
}
