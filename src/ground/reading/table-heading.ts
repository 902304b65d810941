import { DELIMITERS } from "./delimiter.ts";
import { FileRefused } from "./file-refused.ts";
import type { FileWarning } from "./file-warning.ts";
import type { Field } from "./fields.ts";
import { headingsIn, type SeenRow } from "./heading-search.ts";
import { type Columns, normaliseHeading, type RecognisedColumns, recognise } from "./headings.ts";
import { type NumberField, numberFieldOf } from "./purchase-line.ts";
import type { ReadOptions } from "./read-options.ts";

export interface Heading extends RecognisedColumns {
	headings: string[];
	line: number;
	number_field: NumberField;
	/** The file has no column for dates: every row belongs to the period. */
	is_undated: boolean;
}

/** An amount, a day or a number, as no heading is: `1:a attest` has letters too. */
const NUMBER = /^\s*-?\d[\d\s.,:-]*$/;
const MONEY = ["amount", "amount_net", "amount_gross", "debit", "credit"] as const satisfies readonly Field[];
const THOUSANDS = "(?:tkr|ksek|tusental|mkr|msek|miljoner)";
const IN_THOUSANDS = new RegExp(`\\bi ${THOUSANDS}\\b|\\(${THOUSANDS}\\)`, "i");
const THOUSANDS_ENDING = new RegExp(`${THOUSANDS}(?:kronor)?$`);
/** A column that says of the amount beside it which side it is on. */
const SIDE = /^(?:dk|debetkredit|debkred|kd|debetellerkredit)$/;

/** The columns of a row that alone can head the purchases, or null. */
function columnsIn(cells: readonly string[], options: ReadOptions): Columns | null {
	const { columns, missing } = recognise(headingsIn(cells), options.mapping);
	return missing.length === 0 && numberFieldOf(columns, basisOf(options)) !== null ? columns : null;
}

/** True when the row alone can head the purchases. */
export function suffices(cells: readonly string[], options: ReadOptions): boolean {
	return columnsIn(cells, options) !== null;
}

/**
 * True for a row of headings that stand in other places than the file's own. A row with a number in it is none, which spares most refused
 * rows a look at every name there is.
 */
export function headsAnew(cells: readonly string[], { columns }: Heading, options: ReadOptions): boolean {
	if (cells.some((cell) => NUMBER.test(cell))) return false;
	const other = columnsIn(cells, options);
	return other !== null && JSON.stringify(other) !== JSON.stringify(columns);
}

/** A row as the file's heading, or which columns it lacks. */
export function headingOf({ cells, line }: SeenRow, options: ReadOptions): Heading | Field[] {
	const headings = headingsIn(cells);
	const recognised = recognise(headings, options.mapping);
	const number_field = numberFieldOf(recognised.columns, basisOf(options));
	const missing: Field[] = recognised.missing.filter((field) => field !== "voucher_no");
	if (!number_field) missing.unshift(basisOf(options) === "order" ? "order_no" : "voucher_no");
	const is_undated = missing.length === 1 && missing[0] === "booking_date";
	if ((missing.length > 0 && !is_undated) || !number_field) return missing;
	return { ...recognised, headings, line, number_field, is_undated };
}

function basisOf({ basis = "voucher" }: ReadOptions) {
	return basis;
}

/** A list that was opened by the wrong delimiter and saved again has its whole rows within quotes. */
export function refuseOneCell({ cells }: SeenRow, options: ReadOptions): void {
	const [cell = "", ...others] = headingsIn(cells);
	// a delimiter that was chosen wrong makes one cell of a row too, and is chosen anew
	const isChosen = options.delimiter !== undefined;
	if (!isChosen && others.length === 0 && DELIMITERS.some((mark) => suffices(cell.split(mark), options)))
		throw new FileRefused(
			"Varje rad står som en enda cell inom citattecken: filen är sparad på nytt efter att ha öppnats med fel avgränsare. Ta ut den på nytt ur systemet och läs in den utan att öppna den först.",
		);
}

/** Purchases in thousands would every one be under the limit: such a list is refused, whether its title or its heading says so. */
export function refuseThousands({ headings, columns, line }: Heading, titles: readonly SeenRow[]): void {
	const title = titles.find(({ cells }) => cells.some((cell) => IN_THOUSANDS.test(cell.replace(/\s+/g, " "))));
	const isHeaded = MONEY.some((field) => THOUSANDS_ENDING.test(nameOf(headings, columns[field])));
	if (title || isHeaded)
		throw new FileRefused(
			`Rad ${title?.line ?? line} säger att beloppen är i tusental eller miljoner. Ta ut filen i kronor och ören: som den står skulle varje köp bli för litet.`,
		);
}

/** The columns to read by. Where the headings say that amounts are in kronor, the currency is that of the invoice, not theirs. */
export function readColumns({ headings, columns }: Heading): Columns {
	const money = MONEY.filter((field) => columns[field] !== undefined);
	const inKronor = money.every((field) => /(?:sek|kr|kronor)$/.test(nameOf(headings, columns[field])));
	const { currency: _, ...rest } = columns;
	return inKronor ? rest : columns;
}

/** A column of D and K is not read, and without it every kredit counts as a cost: that is said. */
export function sideWarnings({ unrecognised, line }: Heading): FileWarning[] {
	const side = unrecognised.find((heading) => SIDE.test(normaliseHeading(heading)));
	const text = `Kolumnen ”${side}” läses inte, så ett belopp på kreditsidan räknas som en kostnad om det saknar minus. Ta ut filen med minus på kredit, eller med debet och kredit i var sin kolumn.`;
	return side === undefined ? [] : [{ line, text }];
}

function nameOf(headings: readonly string[], column: number | undefined): string {
	return column === undefined ? "" : normaliseHeading(headings[column]!);
}
