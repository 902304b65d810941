import { formatAmountOre } from "../calendar/stockholm.ts";
import { ColumnSamples } from "./column-samples.ts";
import { foreignText, undecidableIn } from "./decimal-marks.ts";
import { isDelimiterStatement } from "./delimiter.ts";
import { detached } from "./detached.ts";
import { ColumnsMissing, FileRefused } from "./file-refused.ts";
import type { FileWarning } from "./file-warning.ts";
import {
	firstRows,
	headingsIn,
	likeliestHeading,
	MAX_HEADING_LINE,
	type SeenHeading,
	type SeenRow,
	TITLE_ROWS,
} from "./heading-search.ts";
import { type RecognisedColumns, recognise } from "./headings.ts";
import type { Field } from "./fields.ts";
import {
	type LineReading,
	LineReader,
	type NamedRow,
	type NumberField,
	numberFieldOf,
	type PurchaseLine,
} from "./purchase-line.ts";
import { NamedRows } from "./named-rows.ts";
import { Tally } from "./purchases-summary.ts";
import type { ReadOptions } from "./read-options.ts";
import { RunningSums } from "./running-sums.ts";
import { SeenRows } from "./seen-rows.ts";
import { MAX_COLUMNS, type RefusedItem, type RowSink } from "./split-rows.ts";

/** The most amounts that may wait for the file to show whether a mark means thousands or decimals. */
const MAX_UNDECIDED = 10_000;
/** Rows below a chosen heading that are waited for. */
const SHOWN_BELOW = 10;

interface Heading extends RecognisedColumns {
	headings: string[];
	line: number;
	number_field: NumberField;
	/** The file has no column for dates: every row belongs to the period. */
	is_undated: boolean;
}

/**
 * Receives the records of one file: rows of titles, the heading, and then rows that become lines, refusals, or are named for what else
 * they are. Every row that is not blank is one of them.
 */
export class PurchaseRows implements RowSink {
	readonly tally = new Tally();
	readonly named = new NamedRows();
	readonly #options: ReadOptions;
	readonly #keepLines: boolean;
	readonly #seen: SeenRows;
	readonly #sums = new RunningSums();
	readonly #samples = new ColumnSamples();
	/** Rows until the heading has been found, and afterwards the first of them for showing. */
	#first: SeenRow[] = [];
	/** The row that was chosen as the heading, until it is taken. */
	#wanted: SeenRow | undefined;
	#heading: Heading | undefined;
	#reader: LineReader | undefined;
	#lines: PurchaseLine[] = [];
	#undecided: { cells: string[]; line: number }[] = [];
	#count = 0;

	constructor(options: ReadOptions, keepLines: boolean, part?: () => number | null) {
		this.#options = options;
		this.#seen = new SeenRows(part);
		this.#keepLines = keepLines;
	}

	record(cells: string[], line: number): void {
		if (isBlank(cells)) return;
		if (this.#reader) this.#row(cells, line);
		else if (!isDelimiterStatement(cells) || this.#first.length > 0) this.#beforeHeading(cells, line);
	}

	#beforeHeading(cells: string[], line: number): void {
		if (cells.length > MAX_COLUMNS) {
			throw new FileRefused(`Rubrikraden har fler än ${MAX_COLUMNS} kolumner. Kontrollera att det är rätt fil.`);
		}
		this.#first.push({ cells, line });
		// Rows are kept until it comes, so a line beyond reason is not waited for.
		const wanted = this.#options.heading_line && Math.min(this.#options.heading_line, MAX_HEADING_LINE);
		if (wanted !== undefined) this.#beforeWanted(wanted, this.#first.at(-1)!);
		else if (this.#suffices(cells)) this.#takeHeading(this.#first.at(-1)!);
		else if (this.#first.length > TITLE_ROWS) this.#takeHeading(this.#likeliest());
	}

	/** A row that was chosen and does not suffice waits for some rows below it: their values stand beside its headings. */
	#beforeWanted(wanted: number, row: SeenRow): void {
		if (row.line >= wanted) this.#wanted ??= row;
		const held = this.#wanted;
		if (held && (row.line - held.line >= SHOWN_BELOW || this.#suffices(held.cells))) this.#takeHeading(held);
	}

	flawed(line: number, reason: string, item?: RefusedItem): void {
		if (!this.#reader && this.#wanted) this.#takeHeading(this.#wanted);
		if (!this.#reader) {
			if (this.#first.length >= TITLE_ROWS) throw new FileRefused(`Rubrikraden kan inte läsas. ${reason}`);
			this.#first.push({ cells: [], line });
			return;
		}
		this.#countRow();
		this.#refuse(line, reason, item ?? null);
	}

	/** To be called after the last record. */
	finish(): void {
		if (!this.#reader && this.#first.length > 0) this.#takeHeading(this.#wanted ?? this.#likeliest());
		this.heading();
		if (this.#count === 0) throw new FileRefused("Filen har en rubrikrad men inga rader.");
		this.#settleUndecided("for good");
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

	/** What is shown of the heading and its columns. */
	seenHeading(): SeenHeading {
		const { headings, line } = this.heading();
		return this.#seenFrom(headings, line);
	}

	get warnings(): FileWarning[] {
		const currency = this.#reader?.marks.currency ?? null;
		return [
			...this.named.warnings(),
			...(this.#reader?.dates.warnings ?? []),
			...(currency === null ? [] : [{ line: null, text: foreignText(currency) }]),
		];
	}

	#suffices(cells: readonly string[]): boolean {
		const recognised = recognise(headingsIn(cells), this.#options.mapping);
		return recognised.missing.length === 0 && this.#numberField(recognised) !== null;
	}

	#likeliest(): SeenRow {
		return likeliestHeading(this.#first, this.#options.mapping)!;
	}

	#numberField({ columns }: RecognisedColumns): NumberField | null {
		return numberFieldOf(columns, this.#options.basis ?? "voucher");
	}

	#takeHeading({ cells, line }: SeenRow): void {
		const headings = headingsIn(cells);
		const basis = this.#options.basis ?? "voucher";
		const recognised = recognise(headings, this.#options.mapping);
		const number_field = this.#numberField(recognised);
		const missing: Field[] = recognised.missing.filter((field) => field !== "voucher_no");
		if (!number_field) missing.unshift(basis === "order" ? "order_no" : "voucher_no");
		const is_undated = missing.length === 1 && missing[0] === "booking_date";
		const rest = this.#first.filter((row) => row.line > line);
		if ((missing.length > 0 && !is_undated) || !number_field) {
			for (const row of rest) this.#samples.add(row.cells);
			throw new ColumnsMissing(this.#seenFrom(headings, line), missing);
		}
		this.#heading = { ...recognised, headings, line, number_field, is_undated };
		for (const row of this.#first) if (row.line < line) this.named.add("title", row.line);
		this.#reader = new LineReader(recognised.columns, headings.length, number_field, {
			period: this.#options.period,
			basis,
			vat_basis: this.#options.vat_basis ?? "net",
			decimal_mark: this.#options.decimal_mark ?? null,
		});
		for (const row of rest) this.#row([...row.cells], row.line);
	}

	#row(cells: string[], line: number): void {
		this.#countRow();
		this.#samples.add(cells);
		if (this.#first.length <= TITLE_ROWS) this.#first.push({ cells: cells.map(detached), line });
		if (this.#repeatsHeading(cells)) {
			this.named.add("heading", line);
			return;
		}
		const wasUndecided = this.#undecided.length > 0;
		const reading = this.#reader!.read(cells, line);
		const waitsForSum = isNamed(reading) && reading.named === "sum" && wasUndecided;
		if (reading === null || waitsForSum) {
			this.#wait(cells, line);
			return;
		}
		const { marks } = this.#reader!;
		if (wasUndecided && !marks.isUndecided && !marks.awaitsCurrency) this.#settleUndecided();
		this.#settle(reading, cells, line);
	}

	#wait(cells: string[], line: number): void {
		this.#undecided.push({ cells: cells.map(detached), line });
		if (this.#undecided.length <= MAX_UNDECIDED) return;
		const { marks } = this.#reader!;
		if (marks.awaitsCurrency) {
			marks.settleCurrency();
			this.#settleUndecided();
		}
		if (this.#undecided.length > MAX_UNDECIDED) {
			throw new FileRefused(
				"Det går inte att avgöra om punkt och komma i beloppen är tusental eller decimaler. Skriv beloppen med två decimaler.",
			);
		}
	}

	#repeatsHeading(cells: readonly string[]): boolean {
		const { headings } = this.#heading!;
		// The last heading is never empty, and comparing it first spares a million rows the rest.
		const last = headings.length - 1;
		if (cells[last]?.trim() !== headings[last]) return false;
		return headings.every((heading, column) => cells[column]?.trim() === heading);
	}

	#countRow(): void {
		this.#count += 1;
		const max = this.#options.maxRows ?? 5_000_000;
		if (this.#count > max) throw new FileRefused(`Filen har fler än ${max} rader, som är gränsen för en fil.`);
	}

	/** Reads the waiting rows again; those that still cannot be read wait on, unless it is `for good`. */
	#settleUndecided(how: "for now" | "for good" = "for now"): void {
		const waiting = this.#undecided;
		this.#undecided = [];
		if (how === "for good") this.#reader!.marks.settleCurrency();
		for (const { cells, line } of waiting) {
			const reading = this.#reader!.read(cells, line);
			if (reading === null && how === "for now") this.#undecided.push({ cells, line });
			else this.#settle(reading ?? undecidableIn(cells), cells, line);
		}
	}

	#settle(reading: NonNullable<LineReading>, cells: string[], line: number): void {
		if (typeof reading === "string") this.#refuse(line, reading, this.#reader!.itemOf(cells, line));
		else if (isNamed(reading)) this.#settleNamed(reading, line);
		else this.#settleLine(reading, cells, line);
	}

	#settleLine(reading: PurchaseLine, cells: string[], line: number): void {
		const same = this.#seen.lineOfSame(cells, line);
		if (same !== null) {
			this.#refuse(line, `Samma rad som rad ${same}.`, this.#reader!.itemOf(cells, line));
			return;
		}
		this.#sums.add(reading.amount_ore);
		this.tally.understood(reading);
		if (this.#keepLines) this.#lines.push(reading);
	}

	#settleNamed(reading: NamedRow, line: number): void {
		const { named, sum_ore } = reading;
		if (named === "other_side") {
			this.#sums.addOther(sum_ore ?? 0);
			this.named.add("other_side", line);
			return;
		}
		if (sum_ore === undefined || this.#sums.agrees(sum_ore)) {
			this.named.add("sum", line);
			return;
		}
		this.#refuse(
			line,
			`Raden är en summarad, inte ett inköp. Den säger ${formatAmountOre(sum_ore)} men de lästa raderna ovanför summerar till ${formatAmountOre(this.#sums.all)}.`,
			null,
		);
	}

	#refuse(line: number, reason: string, item: RefusedItem | null): void {
		this.tally.refused(line, reason);
		this.#options.onRefused?.({ line, reason }, item);
	}

	#seenFrom(headings: readonly string[], heading_line: number): SeenHeading {
		return {
			heading_line,
			headings: headings.map((heading, column) => ({ heading, samples: this.#samples.of(column) })),
			first_rows: firstRows(this.#first),
		};
	}
}

function isNamed(reading: LineReading): reading is NamedRow {
	return typeof reading === "object" && reading !== null && "named" in reading;
}

function isBlank(cells: readonly string[]): boolean {
	return cells.every((cell) => cell.trim() === "");
}
