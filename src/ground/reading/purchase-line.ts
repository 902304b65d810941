import { formatOccurrence, occurrenceOf } from "../calendar/occurrence.ts";
import { type DecimalMark, shown } from "./amount.ts";
import { DecimalMarks } from "./decimal-marks.ts";
import { FileDates } from "./file-dates.ts";
import type { Columns } from "./headings.ts";
import { FIELD_LABELS, FIELDS, type Field } from "./fields.ts";
import { hasSides, type LineAmounts, readLineAmounts, type VatBasis } from "./line-amounts.ts";
import type { RefusedItem } from "./split-rows.ts";

/** What identifies an item: the voucher, or the order (the dated setting of the limit says which). */
export type ItemBasis = "voucher" | "order";

export type NumberField = "voucher_no" | "order_no" | "invoice_no";
type MoneyField = "amount" | "amount_net" | "amount_gross" | "debit" | "credit" | "vat" | "currency";
type DateField = "booking_date" | "invoice_date" | "registered_at";
type TextField = Exclude<Field, MoneyField | DateField>;

/** One understood posting row. Empty cells are null; texts are trimmed; amounts are integer öre, dates `YYYY-MM-DD`. */
export interface PurchaseLine extends Record<TextField, string | null>, Record<DateField, string | null>, LineAmounts {
	/** Physical line where the record begins; the header of a plain file is line 1. */
	line_no_in_file: number;
	/** The number that joins lines into one item, and the column it came from. */
	number: string;
	number_from: NumberField;
	/** The booking date, or the invoice date where there is none: decides period and accounting year. */
	date: string;
	year: number;
}

export interface LineOptions {
	/** The occurrence key the file is for, `2026-10`. */
	period: string;
	basis: ItemBasis;
	vat_basis: VatBasis;
	/** The file's decimal mark, when the controller has stated it. */
	decimal_mark: DecimalMark | null;
}

/** A row that is no purchase and is called what it is. */
export interface NamedRow {
	named: "sum" | "other_side";
	/** What it says; undefined when it says nothing that can be read. */
	sum_ore: number | undefined;
}

/** A line, what else the row is, a Swedish reason to refuse it, or null when it cannot be read until more of the file is known. */
export type LineReading = PurchaseLine | NamedRow | string | null;

const TOTAL_ROW = /^(?:del|slut|total|grand ?|sub-?)?(?:summa|summering|total|totalt|totaler|totals)\b/i;
/** `2,0261E+11`: the last digits of a long number are gone, so that several become one. */
const ROUNDED_NUMBER = /^\d(?:[.,]\d+)?E\+\d+$/;
/** `64210 Kontorsmateriel`: number and name of an account in one cell. */
const ACCOUNT_AND_NAME = /^(\d{3,10})(?:\s*[-–:,]\s*|\s+)(\D.*)$/;
/** What a posting row says and a sum row does not. */
const POSTING = ["account", "article", "line_no"] as const satisfies readonly Field[];
/** The classes of cost accounts, in BAS and in the regions' L-Bas alike. */
const COST_ACCOUNT = /^[4-7]/;

/** Which column names the item, or null when the file has none that fits. */
export function numberFieldOf(columns: Columns, basis: ItemBasis): NumberField | null {
	const order: NumberField[] = basis === "order" ? ["order_no"] : ["voucher_no", "invoice_no", "order_no"];
	return order.find((field) => columns[field] !== undefined) ?? null;
}

/** Makes lines of the records of one file. */
export class LineReader {
	readonly marks: DecimalMarks;
	readonly dates: FileDates;
	readonly #columns: Columns;
	/** Where each field's cell stands, −1 for a field that the file has not. A place is asked for by a fixed name, as some thirty are for every row. */
	readonly #at: Readonly<Record<Field, number>>;
	readonly #width: number;
	readonly #options: LineOptions;
	readonly #numberFrom: NumberField;
	readonly #lastDay: string;
	readonly #hasDates: boolean;
	readonly #hasSides: boolean;
	/** The last row with a number of its own. */
	#numbered: readonly string[] = [];
	#numberedLine = 0;

	/** `width`: the number of columns up to the last heading. */
	constructor(columns: Columns, width: number, numberFrom: NumberField, options: LineOptions) {
		this.#columns = columns;
		this.#at = Object.fromEntries(FIELDS.map((field) => [field, columns[field] ?? -1])) as Record<Field, number>;
		this.#width = width;
		this.#options = options;
		this.#numberFrom = numberFrom;
		this.#lastDay = occurrenceOf(options.period).last_day;
		this.#hasDates = columns.booking_date !== undefined || columns.invoice_date !== undefined;
		this.#hasSides = hasSides(columns) && columns.account !== undefined;
		this.marks = new DecimalMarks(options.decimal_mark);
		this.dates = new FileDates(this.#lastDay);
	}

	read(cells: readonly string[], lineNo: number): LineReading {
		const number = textAt(cells, this.#at[this.#numberFrom]);
		const isRagged = cells.length !== this.#width && !this.#fits(cells);
		const lacks = isRagged || number === null || !this.#hasDay(cells);
		if (lacks ? isTotalRow(cells) : isWord(number) && TOTAL_ROW.test(number)) return this.#named("sum", cells);
		if (isRagged) return `Raden har ${cells.length} kolumner men rubrikraden har ${this.#width}.`;
		if (number !== null) this.#remember(cells, lineNo);
		const account = this.#account(cells);
		if (this.#hasSides && account.account !== null && !COST_ACCOUNT.test(account.account))
			return this.#named("other_side", cells);
		if (number === null) return this.#lacking(cells);
		if (number.includes("E+") && ROUNDED_NUMBER.test(number))
			return `Numret ${shown(number)} är avrundat av ett kalkylprogram: det kan stå för flera köp. Ta ut filen på nytt.`;
		const dated = this.#dated(cells, lineNo);
		if (typeof dated === "string") return dated;
		const currency = textAt(cells, this.#at.currency);
		if (currency && !/^(?:sek|kr\.?)$/i.test(currency)) {
			return `Beloppet är i ${shown(currency)}. Filen får inte blanda valutor: bara svenska kronor (SEK) räknas.`;
		}
		const money = readLineAmounts(cells, this.#columns, this.marks, this.#options.vat_basis);
		if (money === null || typeof money === "string") return money;
		if (dated.date > this.#lastDay) {
			return `För tidig: daterad ${dated.date}, efter perioden ${formatOccurrence(this.#options.period)}.`;
		}
		return {
			line_no_in_file: lineNo,
			company: textAt(cells, this.#at.company),
			series: textAt(cells, this.#at.series),
			document_kind: textAt(cells, this.#at.document_kind),
			number,
			number_from: this.#numberFrom,
			voucher_no: textAt(cells, this.#at.voucher_no),
			order_no: textAt(cells, this.#at.order_no),
			line_no: textAt(cells, this.#at.line_no),
			unit_code: textAt(cells, this.#at.unit_code) ?? textAt(cells, this.#at.unit_name),
			unit_name: textAt(cells, this.#at.unit_name),
			supplier_no: textAt(cells, this.#at.supplier_no),
			supplier_name: textAt(cells, this.#at.supplier_name),
			org_no: textAt(cells, this.#at.org_no),
			invoice_no: textAt(cells, this.#at.invoice_no),
			// said one by one: copying what three objects happen to have costs more than the rest of the line
			account: account.account,
			account_text: account.account_text,
			date: dated.date,
			year: dated.year,
			booking_date: dated.booking_date,
			invoice_date: dated.invoice_date,
			registered_at: dated.registered_at,
			amount_ore: money.amount_ore,
			net_ore: money.net_ore,
			gross_ore: money.gross_ore,
			vat_ore: money.vat_ore,
			text: textAt(cells, this.#at.text),
			requisitioner: textAt(cells, this.#at.requisitioner),
			receiver: textAt(cells, this.#at.receiver),
			approver: textAt(cells, this.#at.approver),
			agreement_no: textAt(cells, this.#at.agreement_no),
			article: textAt(cells, this.#at.article),
		};
	}

	/** Which item a refused row belongs to, as far as its cells say, or the row that it goes on from. */
	itemOf(own: readonly string[], line: number): RefusedItem | null {
		const cells = this.#goesOn(own) ? this.#numbered : own;
		const number = textAt(cells, this.#at[this.#numberFrom]);
		if (number === null) return null;
		const day = textAt(cells, this.#at.booking_date) ?? textAt(cells, this.#at.invoice_date);
		const date = this.#hasDates ? day && this.dates.day(day, line) : this.#lastDay;
		return {
			company: textAt(cells, this.#at.company) ?? "",
			series: textAt(cells, this.#at.series) ?? "",
			number,
			year: date ? Number(date.slice(0, 4)) : null,
			supplier:
				this.#numberFrom === "invoice_no"
					? (textAt(cells, this.#at.supplier_no) ??
						textAt(cells, this.#at.org_no) ??
						textAt(cells, this.#at.supplier_name) ??
						"")
					: "",
		};
	}

	#lacking(cells: readonly string[]): string {
		const lacking = `Raden saknar ${FIELD_LABELS[this.#numberFrom]}.`;
		return this.#goesOn(cells) ? `${lacking} Den kan höra till numret ovanför: skriv numret på varje rad.` : lacking;
	}

	/** Rows that waited are read once more, when others have passed them. */
	#remember(cells: readonly string[], line: number): void {
		if (line <= this.#numberedLine) return;
		this.#numbered = cells;
		this.#numberedLine = line;
	}

	/** A posting that leaves its number out may belong to the number above it: in merged cells, or where a report says it once. */
	#goesOn(cells: readonly string[]): boolean {
		const isPosting = POSTING.some((field) => textAt(cells, this.#at[field]) !== null);
		return isPosting && textAt(cells, this.#at[this.#numberFrom]) === null;
	}

	/** As far as it can be read; null while its amount waits like any other. */
	#named(named: NamedRow["named"], cells: readonly string[]): NamedRow | null {
		const money = readLineAmounts(cells, this.#columns, this.marks, this.#options.vat_basis);
		if (money === null) return null;
		return { named, sum_ore: typeof money === "string" ? undefined : money.amount_ore };
	}

	#account(cells: readonly string[]): Pick<PurchaseLine, "account" | "account_text"> {
		const account = textAt(cells, this.#at.account);
		const account_text = textAt(cells, this.#at.account_text);
		const both = account === null ? null : ACCOUNT_AND_NAME.exec(account);
		return both ? { account: both[1]!, account_text: account_text ?? both[2]! } : { account, account_text };
	}

	#hasDay(cells: readonly string[]): boolean {
		if (!this.#hasDates) return true;
		return textAt(cells, this.#at.booking_date) !== null || textAt(cells, this.#at.invoice_date) !== null;
	}

	/** The line's days, or which of them cannot be read. Without a column for dates every row belongs to the period. */
	#dated(cells: readonly string[], line: number): Pick<PurchaseLine, "date" | "year" | DateField> | string {
		const booked = textAt(cells, this.#at.booking_date);
		const invoiced = textAt(cells, this.#at.invoice_date);
		const registered = textAt(cells, this.#at.registered_at);
		const booking_date = booked && this.dates.day(booked, line);
		const invoice_date = invoiced && this.dates.day(invoiced, line);
		const registered_at = registered && this.dates.moment(registered, line);
		if (booked && !booking_date) return noDate("booking_date", booked);
		if (invoiced && !invoice_date) return noDate("invoice_date", invoiced);
		if (registered && !registered_at) return noDate("registered_at", registered);
		const date = booking_date ?? invoice_date ?? (this.#hasDates ? null : this.#lastDay);
		if (!date)
			return `Raden saknar ${FIELD_LABELS[this.#columns.booking_date === undefined ? "invoice_date" : "booking_date"]}.`;
		return { date, year: Number(date.slice(0, 4)), booking_date, invoice_date, registered_at };
	}

	/**
	 * True when the line has a cell for every heading and only empty cells after them. A line with fewer cells is refused,
	 * since half of it may be missing.
	 */
	#fits(cells: readonly string[]): boolean {
		return cells.length > this.#width && cells.slice(this.#width).every((cell) => cell.trim() === "");
	}
}

function textAt(cells: readonly string[], index: number): string | null {
	const text = index < 0 ? undefined : cells[index]?.trim();
	return text === undefined || text === "" ? null : text;
}

/** Begins with no digit, as few numbers do. */
function isWord(text: string): boolean {
	return text.charCodeAt(0) > 57;
}

function isTotalRow(cells: readonly string[]): boolean {
	return cells.some((cell) => TOTAL_ROW.test(cell.trim()));
}

function noDate(field: DateField, text: string): string {
	const label = FIELD_LABELS[field];
	return `${label[0]?.toUpperCase()}${label.slice(1)} ${shown(text)} är inget datum.`;
}
