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
import { type LineReading, LineReader, type NamedRow, type PurchaseLine } from "./purchase-line.ts";
import { NamedRows } from "./named-rows.ts";
import { Tally } from "./purchases-summary.ts";
import type { ReadOptions } from "./read-options.ts";
import { RunningSums } from "./running-sums.ts";
import { SeenRows } from "./seen-rows.ts";
import { MAX_COLUMNS, type RefusedItem, type RowSink } from "./split-rows.ts";
import {
	type Heading,
	headingOf,
	headsAnew,
	readColumns,
	refuseOneCell,
	refuseThousands,
	sideWarnings,
	suffices,
} from "./table-heading.ts";

/** The most amounts that may wait for the file to show whether a mark means thousands or decimals. */
const MAX_UNDECIDED = 10_000;
/** Rows below a chosen heading that are waited for. */
const SHOWN_BELOW = 10;

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
		else if (suffices(cells, this.#options)) this.#takeHeading(this.#first.at(-1)!);
		else if (this.#first.length > TITLE_ROWS) this.#takeHeading(this.#likeliest());
	}

	/** A row that was chosen and does not suffice waits for some rows below it: their values stand beside its headings. */
	#beforeWanted(wanted: number, row: SeenRow): void {
		if (row.line >= wanted) this.#wanted ??= row;
		const held = this.#wanted;
		if (held && (row.line - held.line >= SHOWN_BELOW || suffices(held.cells, this.#options))) this.#takeHeading(held);
	}

	flawed(line: number, reason: string, item?: RefusedItem, cells?: readonly string[]): void {
		if (!this.#reader && this.#wanted) this.#takeHeading(this.#wanted);
		if (!this.#reader) {
			if (this.#first.length >= TITLE_ROWS) throw new FileRefused(`Rubrikraden kan inte läsas. ${reason}`);
			this.#first.push({ cells: [], line });
			return;
		}
		this.#countRow();
		this.#refuse(line, reason, item ?? (cells ? this.#reader.itemOf(cells, line) : null));
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
			...sideWarnings(this.heading()),
			...this.named.warnings(),
			...(this.#reader?.dates.warnings ?? []),
			...(currency === null ? [] : [{ line: null, text: foreignText(currency) }]),
		];
	}

	#likeliest(): SeenRow {
		return likeliestHeading(this.#first, this.#options.mapping)!;
	}

	#takeHeading(row: SeenRow): void {
		const { line } = row;
		const heading = headingOf(row, this.#options);
		const rest = this.#first.filter((one) => one.line > line);
		if (Array.isArray(heading)) {
			refuseOneCell(row, this.#options);
			for (const one of rest) this.#samples.add(one.cells);
			throw new ColumnsMissing(this.#seenFrom(headingsIn(row.cells), line), heading);
		}
		const titles = this.#first.filter((one) => one.line < line);
		refuseThousands(heading, titles);
		this.#heading = heading;
		for (const title of titles) this.named.add("title", title.line);
		this.#reader = new LineReader(readColumns(heading), heading.headings.length, heading.number_field, {
			period: this.#options.period,
			basis: this.#options.basis ?? "voucher",
			vat_basis: this.#options.vat_basis ?? "net",
			decimal_mark: this.#options.decimal_mark ?? null,
		});
		for (const one of rest) this.#row([...one.cells], one.line);
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
		if (typeof reading === "string") this.#refuseRow(line, reading, cells);
		else if (isNamed(reading)) this.#settleNamed(reading, line);
		else this.#settleLine(reading, cells, line);
	}

	#refuseRow(line: number, reason: string, cells: readonly string[]): void {
		// rows below other headings would be read by the first ones' places
		if (headsAnew(cells, this.heading(), this.#options))
			throw new FileRefused(
				`Rad ${line} har rubriker i en annan ordning än rad ${this.heading().line}. Ordna kolumnerna lika i hela filen och läs in den på nytt.`,
			);
		this.#refuse(line, reason, this.#reader!.itemOf(cells, line));
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
