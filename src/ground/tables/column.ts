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
	value: (row: Row) => string | number | null;
}

export function cellType<Row>(column: Column<Row>, row: Row): CellType {
	return column.typeOf?.(row) ?? column.type;
}

/** The value as a person reads it on screen. */
export function shown<Row>(column: Column<Row>, row: Row): string {
	const value = column.value(row);
	if (value === null || value === "") return "";
	const type = cellType(column, row);
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
