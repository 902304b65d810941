import {
	formatAmountOre,
	formatCount,
	formatHundredths,
	formatMillions,
	formatDate,
	formatDateTime,
} from "../calendar/stockholm.ts";

export type CellType =
	| "text"
	| "count"
	| "year"
	| "share"
	| "ore"
	| "mnkr"
	| "hundredths"
	| "date"
	| "month"
	| "instant";

/**
 * One column of a list: the same for page, .json, .csv, .xlsx and the report workbook, so that they can never differ.
 * `value` gives text, a whole number (count, year), a share of one, öre (also for mnkr), hundredths of whatever unit the row says, a date (YYYY-MM-DD), a month (YYYY-MM) or an instant
 * (ISO-8601 UTC) by `type`. What is no date or month stays the text it is.
 */
export interface Column<Row> {
	key: string;
	label: string;
	type: CellType;
	/** For columns of facts, where each row has a type of its own. */
	typeOf?: (row: Row) => CellType;
	/** Width in the workbook, in characters; 16 when left out. */
	width?: number;
	/** In the list before anybody has chosen columns; where no column says so, all of them are. */
	first?: boolean | undefined;
	/** On the second line of the row on a phone. */
	phone?: boolean | undefined;
	/** A sum of it means something, and stands under the list. */
	sum?: boolean | undefined;
	/** The closed list that the value is a word of: rows are ordered as it is, and a word outside it stands before it. */
	words?: Readonly<Record<string, string>> | undefined;
	/** What rows are ordered by where it is neither the value nor its place among the words: a month's key, a person's family name. */
	order?: ((row: Row) => string | number | null) | undefined;
	value: (row: Row) => string | number | null;
}

/** The columns of a list before anybody has chosen: those marked as first, or all where none is. */
export function firstColumns<Row>(columns: readonly Column<Row>[]): readonly Column<Row>[] {
	return columns.some((column) => column.first) ? columns.filter((column) => column.first) : columns;
}

export function cellType<Row>(column: Column<Row>, row: Row): CellType {
	return column.typeOf?.(row) ?? column.type;
}

/** The value as a person reads it on screen. */
export function shown<Row>(column: Column<Row>, row: Row): string {
	const value = column.value(row);
	return value === null || value === "" ? "" : shownAs(cellType(column, row), value);
}

/** A value of a type as a person reads it. */
export function shownAs(type: CellType, value: string | number): string {
	if (type === "ore") return formatAmountOre(Number(value));
	if (type === "mnkr") return formatMillions(Number(value));
	if (type === "hundredths") return formatHundredths(Number(value));
	if (type === "count") return formatCount(Number(value));
	if (type === "share") return formatShare(Number(value));
	if (type === "date") return formatDate(String(value));
	if (type === "instant") return formatDateTime(String(value));
	return String(value);
}

/** "4,9 %" and "100 %"; what is less than a tenth of a percent is said in hundredths. */
export function formatShare(share: number): string {
	const decimals = share > 0 && share < 0.001 ? 2 : 1;
	return `${share === 1 ? "100" : (share * 100).toFixed(decimals).replace(".", ",")}\u00a0%`;
}
