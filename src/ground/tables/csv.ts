import { stockholmTimestamp } from "../calendar/stockholm.ts";
import { type Column, cellType, formatShare } from "./column.ts";
import { inLots } from "./in-lots.ts";

const BOM = "\uFEFF";

/**
 * The first line, with the BOM: semicolon-separated text that Excel in Swedish opens right. Amounts in kronor with a decimal comma,
 * instants as Swedish time.
 */
export function csvHead<Row>(columns: readonly Column<Row>[]): string {
	return `${BOM}${columns.map((column) => quoted(column.label)).join(";")}\r\n`;
}

export function csvLine<Row>(columns: readonly Column<Row>[], row: Row): string {
	return `${columns.map((column) => cell(column, row)).join(";")}\r\n`;
}

/** The whole file, a lot of rows at a time. */
export async function* csvText<Row>(
	columns: readonly Column<Row>[],
	rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<string> {
	yield csvHead(columns);
	yield* inLots(rows, (row) => csvLine(columns, row));
}

function cell<Row>(column: Column<Row>, row: Row): string {
	const value = column.value(row);
	if (value === null || value === "") return "";
	const type = cellType(column, row);
	if (type === "ore" || type === "hundredths") return kronor(Number(value));
	if (type === "mnkr") return millions(Number(value));
	if (type === "count" || type === "year") return String(Number(value));
	if (type === "share") return quoted(formatShare(Number(value)));
	if (type === "instant") return stockholmTimestamp(String(value));
	if (type === "date" && /^[\d-]+$/.test(String(value))) return String(value);
	return quoted(String(value));
}

/** Miljoner kronor with one decimal, as the screen shows them. */
function millions(ore: number): string {
	return (Math.round(ore / 10_000_000) / 10).toFixed(1).replace(".", ",");
}

/** Computed on digits, so that no öre is lost. */
function kronor(ore: number): string {
	const digits = String(Math.abs(ore)).padStart(3, "0");
	return `${ore < 0 ? "-" : ""}${digits.slice(0, -2)},${digits.slice(-2)}`;
}

/** What a spreadsheet would take for a formula, also after leading spaces and in the full-width forms; and the same with an apostrophe. */
const FORMULA = /^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** A text that a spreadsheet would take for a formula gets an apostrophe in front (T04). */
export function quoted(text: string): string {
	const safe = FORMULA.test(text) ? `'${text}` : text;
	return `"${safe.replaceAll('"', '""')}"`;
}

/** The text that was written with an apostrophe in front. */
export function withoutApostrophe(cell: string): string {
	return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}
