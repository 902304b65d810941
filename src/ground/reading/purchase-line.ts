import { formatOccurrence, occurrenceOf } from "../calendar/occurrence.ts";
import { type DecimalMark, shown } from "./amount.ts";
import { readDate, readMoment } from "./date.ts";
import { DecimalMarks } from "./decimal-marks.ts";
import { detached } from "./detached.ts";
import type { Columns } from "./headings.ts";
import { FIELD_LABELS, type Field } from "./fields.ts";
import { type LineAmounts, readLineAmounts, type VatBasis } from "./line-amounts.ts";

/** What identifies an item: the voucher, or the order (the dated setting of the limit says which). */
export type ItemBasis = "voucher" | "order";

type NumberField = "voucher_no" | "order_no" | "invoice_no";
type MoneyField = "amount" | "amount_net" | "amount_gross" | "vat" | "currency";
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

const TOTAL_ROW = /^(?:del|slut|total)?(?:summa|total|totalt|totaler)\b/i;

/** Which column names the item, or null when the file has none that fits. */
export function numberFieldOf(columns: Columns, basis: ItemBasis): NumberField | null {
	const order: NumberField[] = basis === "order" ? ["order_no"] : ["voucher_no", "invoice_no", "order_no"];
	return order.find((field) => columns[field] !== undefined) ?? null;
}

/** Makes lines of the records of one file. */
export class LineReader {
	readonly marks: DecimalMarks;
	readonly #columns: Columns;
	readonly #width: number;
	readonly #options: LineOptions;
	readonly #numberFrom: NumberField;
	readonly #lastDay: string;
	readonly #dates = new Map<string, string | null>();

	/** `width`: the number of columns up to the last heading. */
	constructor(columns: Columns, width: number, numberFrom: NumberField, options: LineOptions) {
		this.#columns = columns;
		this.#width = width;
		this.#options = options;
		this.#numberFrom = numberFrom;
		this.#lastDay = occurrenceOf(options.period).last_day;
		this.marks = new DecimalMarks(options.decimal_mark);
	}

	/** A line, a Swedish reason to refuse it, or null when its amount cannot be read until more of the file is known. */
	read(cells: readonly string[], lineNo: number): PurchaseLine | string | null {
		const named = this.#named(cells);
		if (typeof named === "string") return named;
		const dated = this.#dated(cells);
		if (typeof dated === "string") return dated;
		const currency = this.#text(cells, "currency");
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
			company: this.#text(cells, "company"),
			series: this.#text(cells, "series"),
			number: named.number,
			number_from: this.#numberFrom,
			voucher_no: this.#text(cells, "voucher_no"),
			order_no: this.#text(cells, "order_no"),
			line_no: this.#text(cells, "line_no"),
			unit_code: named.unit_code,
			unit_name: this.#text(cells, "unit_name"),
			supplier_no: this.#text(cells, "supplier_no"),
			supplier_name: this.#text(cells, "supplier_name"),
			org_no: this.#text(cells, "org_no"),
			invoice_no: this.#text(cells, "invoice_no"),
			account: this.#text(cells, "account"),
			account_text: this.#text(cells, "account_text"),
			...dated,
			...money,
			text: this.#text(cells, "text"),
			requisitioner: this.#text(cells, "requisitioner"),
			receiver: this.#text(cells, "receiver"),
			approver: this.#text(cells, "approver"),
			agreement_no: this.#text(cells, "agreement_no"),
			article: this.#text(cells, "article"),
		};
	}

	/** What the line is called and where it belongs, or why it is no line at all. */
	#named(cells: readonly string[]): { number: string; unit_code: string | null } | string {
		const number = this.#text(cells, this.#numberFrom);
		const day = this.#text(cells, "booking_date") ?? this.#text(cells, "invoice_date");
		const isRagged = cells.length !== this.#width && !this.#fits(cells);
		if ((isRagged || number === null || day === null) && isTotalRow(cells)) {
			return "Raden är en summarad, inte ett inköp.";
		}
		if (isRagged) return `Raden har ${cells.length} kolumner men rubrikraden har ${this.#width}.`;
		if (number === null) return `Raden saknar ${FIELD_LABELS[this.#numberFrom]}.`;
		const unit_code = this.#text(cells, "unit_code") ?? this.#text(cells, "unit_name");
		if (unit_code === null && (this.#columns.unit_code ?? this.#columns.unit_name) !== undefined) {
			return "Raden saknar enhet.";
		}
		return { number, unit_code };
	}

	/** The line's days, or which of them cannot be read. */
	#dated(cells: readonly string[]): Pick<PurchaseLine, "date" | "year" | DateField> | string {
		const booked = this.#text(cells, "booking_date");
		const invoiced = this.#text(cells, "invoice_date");
		const registered = this.#text(cells, "registered_at");
		const booking_date = booked && this.#date(booked);
		const invoice_date = invoiced && this.#date(invoiced);
		const registered_at = registered && readMoment(registered);
		if (booked && !booking_date) return noDate("booking_date", booked);
		if (invoiced && !invoice_date) return noDate("invoice_date", invoiced);
		if (registered && !registered_at) return noDate("registered_at", registered);
		const date = booking_date ?? invoice_date;
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

	#text(cells: readonly string[], field: Field): string | null {
		const index = this.#columns[field];
		if (index === undefined) return null;
		const text = cells[index]?.trim();
		return text === undefined || text === "" ? null : text;
	}

	/** Reads a date once per different text, since a ledger has few different days. */
	#date(text: string): string | null {
		let date = this.#dates.get(text);
		if (date === undefined) {
			date = readDate(text);
			if (this.#dates.size < 10_000) this.#dates.set(detached(text), date);
		}
		return date;
	}
}

function isTotalRow(cells: readonly string[]): boolean {
	return cells.some((cell) => TOTAL_ROW.test(cell.trim()));
}

function noDate(field: DateField, text: string): string {
	const label = FIELD_LABELS[field];
	return `${label[0]?.toUpperCase()}${label.slice(1)} ${shown(text)} är inget datum.`;
}
