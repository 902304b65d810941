import type { Column } from "./column.ts";

const BOM = "\uFEFF";

/** Semicolon-separated text with a BOM: what Excel in Swedish opens right. Amounts in kronor with a decimal comma. */
export function toCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
	const lines = [
		columns.map((column) => quoted(column.label)),
		...rows.map((row) => columns.map((column) => cell(column, row))),
	];
	return `${BOM}${lines.map((line) => `${line.join(";")}\r\n`).join("")}`;
}

function cell<Row>(column: Column<Row>, row: Row): string {
	const value = column.value(row);
	if (value === null) return "";
	if (column.type === "ore") return (Number(value) / 100).toFixed(2).replace(".", ",");
	return column.type === "text" ? quoted(String(value)) : String(value);
}

/** A text that a spreadsheet would take for a formula gets an apostrophe in front, also after leading spaces (T04). */
export function quoted(text: string): string {
	const safe = /^\s*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}
