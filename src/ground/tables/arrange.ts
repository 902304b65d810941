import { sortKey } from "../../../db/schema/sort-key.ts";
import { cellType, type Column, shown } from "./column.ts";
import type { Sort } from "./list.ts";

const NUMBERS = ["count", "year", "share", "ore", "mnkr", "hundredths"];

/** Empty last, whichever way; numbers by size, words by the Swedish alphabet, days by themselves. */
function compare(a: string | number | null, b: string | number | null, sign: number): number {
	if (a === b) return 0;
	if (a === null || a === "") return 1;
	if (b === null || b === "") return -1;
	return (a < b ? -1 : 1) * sign;
}

function orderOf<Row>(column: Column<Row>): (row: Row) => string | number | null {
	if (column.order) return column.order;
	const ladder = column.words && Object.values(column.words);
	return (row) => {
		const value = column.value(row);
		if (value === null || value === "" || NUMBERS.includes(cellType(column, row))) return value;
		return ladder ? ladder.indexOf(String(value)) : sortKey(String(value));
	};
}

/** The rows by one column; rows that are equal keep the order they had. */
export function sortRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[], sort: Sort): Row[] {
	const column = columns.find(({ key }) => key === sort.key);
	if (!column) return [...rows];
	const sign = sort.descending ? -1 : 1;
	const orderValue = orderOf(column);
	return rows
		.map((row, place) => ({ row, place, value: orderValue(row) }))
		.sort((a, b) => compare(a.value, b.value, sign) || a.place - b.place)
		.map(({ row }) => row);
}

/** The rows that have every word of the text somewhere in what a person reads of them. */
export function searchRows<Row>(columns: readonly Column<Row>[], rows: readonly Row[], text: string): Row[] {
	const words = sortKey(text).split(/\s+/);
	return rows.filter((row) => {
		const read = sortKey(columns.map((column) => shown(column, row).replaceAll("\u00a0", " ")).join("\n"));
		return words.every((word) => read.includes(word));
	});
}

/** The rows that a list's address asks for: those found, in the order asked for. */
export function askedRows<Row>(
	columns: readonly Column<Row>[],
	rows: readonly Row[],
	{ search, sort }: { search: string; sort: Sort | null },
): readonly Row[] {
	const found = search ? searchRows(columns, rows, search) : rows;
	return sort ? sortRows(columns, found, sort) : found;
}

/** Sums of the columns that are summed, over these rows; null where there is none. */
export function totalsOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): Record<string, number> | null {
	const summed = columns.filter((column) => column.sum);
	if (summed.length === 0) return null;
	const sum = (column: Column<Row>) => rows.reduce((total, row) => total + Number(column.value(row) ?? 0), 0);
	return Object.fromEntries(summed.map((column) => [column.key, sum(column)]));
}
