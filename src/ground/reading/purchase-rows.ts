import { undecidable } from "./decimal-marks.ts";
import { isDelimiterStatement } from "./delimiter.ts";
import { detached } from "./detached.ts";
import { ColumnsMissing, FileRefused } from "./file-refused.ts";
import { type RecognisedColumns, recognise } from "./headings.ts";
import type { Field } from "./fields.ts";
import { LineReader, numberFieldOf, type PurchaseLine } from "./purchase-line.ts";
import { Tally } from "./purchases-summary.ts";
import type { ReadOptions } from "./read-options.ts";
import { SeenRows } from "./seen-rows.ts";
import { MAX_COLUMNS, type RowSink } from "./split-rows.ts";

/** The most amounts that may wait for the file to show whether a mark means thousands or decimals. */
const MAX_UNDECIDED = 10_000;

interface Heading extends RecognisedColumns {
	headings: string[];
}

/** Receives the records of one file: the first is the header, the others become lines or refusals. */
export class PurchaseRows implements RowSink {
	readonly tally = new Tally();
	readonly #options: ReadOptions;
	readonly #keepLines: boolean;
	readonly #seen = new SeenRows();
	#heading: Heading | undefined;
	#reader: LineReader | undefined;
	#lines: PurchaseLine[] = [];
	#undecided: { cells: string[]; line: number }[] = [];
	#count = 0;

	constructor(options: ReadOptions, keepLines: boolean) {
		this.#options = options;
		this.#keepLines = keepLines;
	}

	record(cells: string[], line: number): void {
		if (isBlank(cells)) return;
		if (!this.#reader) {
			if (!isDelimiterStatement(cells)) this.#readHeading(cells);
			return;
		}
		this.#countRow();
		const wasUndecided = this.#undecided.length > 0;
		const reading = this.#reader.read(cells, line);
		if (reading === null) {
			this.#undecided.push({ cells: cells.map(detached), line });
			if (this.#undecided.length > MAX_UNDECIDED) {
				throw new FileRefused(
					"Det går inte att avgöra om punkt och komma i beloppen är tusental eller decimaler. Skriv beloppen med två decimaler.",
				);
			}
			return;
		}
		if (wasUndecided && !this.#reader.marks.isUndecided) this.#settleUndecided();
		this.#settle(reading, cells, line);
	}

	flawed(line: number, reason: string): void {
		if (!this.#reader) throw new FileRefused(`Rubrikraden kan inte läsas. ${reason}`);
		this.#countRow();
		this.tally.refused(line, reason);
	}

	/** To be called after the last record. */
	finish(): void {
		this.heading();
		if (this.#count === 0) throw new FileRefused("Filen har en rubrikrad men inga rader.");
		this.#settleUndecided();
	}

	/** The understood lines since the last call. */
	takeLines(): PurchaseLine[] {
		const lines = this.#lines;
		this.#lines = [];
		return lines;
	}

	/** @throws FileRefused when nothing but blank lines was read. */
	heading(): Heading {
		if (!this.#heading) throw new FileRefused("Filen är tom.");
		return this.#heading;
	}

	#readHeading(cells: string[]): void {
		if (cells.length > MAX_COLUMNS) {
			throw new FileRefused(`Rubrikraden har fler än ${MAX_COLUMNS} kolumner. Kontrollera att det är rätt fil.`);
		}
		const headings = cells.map((cell) => cell.replace(/^\ufeff/, "").trim());
		while (headings.at(-1) === "") headings.pop();
		const basis = this.#options.basis ?? "voucher";
		const recognised = recognise(headings, this.#options.mapping);
		const numberField = numberFieldOf(recognised.columns, basis);
		const missing: Field[] = recognised.missing.filter((field) => field !== "voucher_no");
		if (!numberField) missing.unshift(basis === "order" ? "order_no" : "voucher_no");
		if (missing.length > 0 || !numberField) throw new ColumnsMissing(headings, missing);
		this.#heading = { ...recognised, headings };
		this.#reader = new LineReader(recognised.columns, headings.length, numberField, {
			period: this.#options.period,
			basis,
			vat_basis: this.#options.vat_basis ?? "net",
			decimal_mark: this.#options.decimal_mark ?? null,
		});
	}

	#countRow(): void {
		this.#count += 1;
		const max = this.#options.maxRows ?? 5_000_000;
		if (this.#count > max) throw new FileRefused(`Filen har fler än ${max} rader, som är gränsen för en fil.`);
	}

	#settleUndecided(): void {
		const waiting = this.#undecided;
		this.#undecided = [];
		for (const { cells, line } of waiting) {
			this.#settle(this.#reader?.read(cells, line) ?? undecidableIn(cells), cells, line);
		}
	}

	#settle(reading: PurchaseLine | string, cells: string[], line: number): void {
		if (typeof reading === "string") {
			this.tally.refused(line, reading);
			return;
		}
		const same = this.#seen.lineOfSame(cells, line);
		if (same !== null) {
			this.tally.refused(line, `Samma rad som rad ${same}.`);
			return;
		}
		this.tally.understood(reading);
		if (this.#keepLines) this.#lines.push(reading);
	}
}

function isBlank(cells: readonly string[]): boolean {
	return cells.every((cell) => cell.trim() === "");
}

function undecidableIn(cells: readonly string[]): string {
	return undecidable(cells.find((cell) => /^\D*[1-9]\d{0,2}[.,]\d{3}\D*$/.test(cell)) ?? "");
}
