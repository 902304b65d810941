import type { Delimiter } from "./delimiter.ts";
import { FileRefused } from "./file-refused.ts";

/** Longest record, in characters. A never-closed quote or a million columns is refused here, before it costs memory. */
export const MAX_ROW_CHARS = 262_144;
export const MAX_COLUMNS = 1_000;
/**
 * The lines of a flawed record are read again one by one. These limits keep a hostile file from being read again for every
 * line.
 */
const MAX_FLAWED_CHARS = 16_384;
const MAX_FLAWED = 1_000;

export interface RowSink {
	/** The cells of one record, quotes removed, not trimmed. `line` is the physical line it begins on, from 1. */
	record(cells: string[], line: number): void;
	/**
	 * A record whose quotes do not add up, or whose voucher does not. Reading goes on at the next physical line. `cells`: what it seems
	 * to say, enough to tell which item it belongs to.
	 */
	flawed(line: number, reason: string, item?: RefusedItem, cells?: readonly string[]): void;
}

/** What a refused row says of the item it belongs to: the whole item is refused with it. `year` is null when it cannot be read. */
export interface RefusedItem {
	company: string;
	series: string;
	number: string;
	year: number | null;
	/** Only where the number is the supplier's own. */
	supplier: string;
}

/** Where in a text a record's quote goes wrong: the cell that opens it, how far it seems to reach, and the cells before it. */
interface Flaw {
	start: number;
	cell: number;
	reach: number;
	before: readonly string[];
}

const NONE = Number.POSITIVE_INFINITY;

/**
 * Divides delimited text into records (RFC 4180; lines end in CRLF, LF or bare CR, also mixed and inside quotes). Own code because
 * this is the inner loop of a million lines (csv-parse needed about eight times as long for the same file), and a row whose quotes do
 * not add up costs that row alone.
 * A `"` is special only as the first character of a cell. Errors: FileRefused with line number.
 */
export class RowSplitter {
	readonly #delimiter: Delimiter;
	#rest = "";
	#line = 1;
	#flawedCount = 0;

	constructor(delimiter: Delimiter) {
		this.#delimiter = delimiter;
	}

	push(window: string, isLast: boolean, sink: RowSink): void {
		const text = this.#rest === "" ? window : this.#rest + window;
		this.#refuseNul(text);
		let at = 0;
		let lf = find(text, "\n", 0);
		let cr = find(text, "\r", 0);
		let quote = find(text, '"', 0);
		while (at < text.length) {
			if (lf < at) lf = find(text, "\n", at);
			if (cr < at) cr = find(text, "\r", at);
			if (quote < at) quote = find(text, '"', at);
			const lineEnd = Math.min(lf, cr);
			const end = Math.min(lineEnd, text.length);
			if (quote < end) {
				const next = this.#quotedRecord(text, at, isLast, sink);
				if (next < 0) break;
				at = next;
				continue;
			}
			if (end - at > MAX_ROW_CHARS) this.#refuseLong(text.slice(at, end));
			// A CR at the very end may be half of a CRLF.
			if (!isLast && end >= text.length - (end === cr ? 1 : 0)) break;
			sink.record(text.slice(at, end).split(this.#delimiter), this.#line);
			this.#line += 1;
			at = end === cr && lf === cr + 1 ? end + 2 : end + 1;
		}
		this.#rest = at < text.length ? text.slice(at) : "";
		if (this.#rest.length > MAX_ROW_CHARS) this.#refuseLong(this.#rest);
	}

	/** Reads a record with at least one `"` in its first line; returns where the next begins, −1 when more text is needed. */
	#quotedRecord(text: string, start: number, isLast: boolean, sink: RowSink): number {
		const cells: string[] = [];
		let at = start;
		for (;;) {
			let after: number;
			// ="0123": how some exports keep Excel from making a number of it
			if (text[at] === "=" && text[at + 1] === '"') at += 1;
			if (text[at] === '"') {
				const close = this.#closingQuote(text, start, at, isLast);
				if (close < 0) return -1;
				cells.push(text.slice(at + 1, close).replaceAll('""', '"'));
				after = close + 1;
				while (text[after] === " ") after += 1;
			} else {
				after = endOfCell(text, at, this.#delimiter);
				cells.push(text.slice(at, after));
			}
			if (after - start > MAX_ROW_CHARS) this.#refuseLong(text.slice(start, after));
			const char = text[after];
			if (char === this.#delimiter) {
				at = after + 1;
				continue;
			}
			if (!isLast && (char === undefined || (char === "\r" && after + 1 === text.length))) return -1;
			if (char !== undefined && char !== "\r" && char !== "\n") {
				const before = cells.slice(0, -1);
				return this.#flawedRecord(text, { start, cell: at, reach: after, before }, isLast, sink);
			}
			sink.record(cells, this.#line);
			const next = char === "\r" && text[after + 1] === "\n" ? after + 2 : after + 1;
			this.#line += lineBreaks(text.slice(start, after)) + 1;
			return next;
		}
	}

	/** Refuses the record and goes on at the next physical line: its quote may have swallowed lines that are in order. */
	#flawedRecord(text: string, { start, cell, reach, before }: Flaw, isLast: boolean, sink: RowSink): number {
		if (reach - start > MAX_FLAWED_CHARS) {
			throw new FileRefused(`Ett citattecken i raden som börjar på rad ${this.#line} avslutas inte rätt.`);
		}
		const next = startOfNextLine(text, start);
		if (!isLast && (next > text.length || (next === text.length && text[next - 1] === "\r"))) return -1;
		this.#flawedCount += 1;
		if (this.#flawedCount > MAX_FLAWED) {
			throw new FileRefused(`Fler än ${MAX_FLAWED} rader har citattecken som inte avslutas rätt.`);
		}
		const advice = "Citattecken inne i en text ska dubbleras.";
		const rest = text.slice(cell, next).split(this.#delimiter);
		const seeming = [...before, ...rest.map((one) => one.trim().replace(/^"|"$/g, ""))];
		const reason = `Citattecknet i kolumn ${before.length + 1} avslutas inte rätt. ${advice}`;
		sink.flawed(this.#line, reason, undefined, seeming);
		this.#line += 1;
		return next;
	}

	/** The index of the quote that closes the one at `open`, or −1 when it may still come. */
	#closingQuote(text: string, start: number, open: number, isLast: boolean): number {
		for (let at = open + 1; ; ) {
			const quote = text.indexOf('"', at);
			const reach = quote < 0 ? text.length : quote;
			if (reach - start > MAX_ROW_CHARS || (quote < 0 && isLast)) {
				const line = this.#line + lineBreaks(text.slice(start, open));
				throw new FileRefused(`Citattecknet som öppnas på rad ${line} stängs aldrig.`);
			}
			if (quote < 0 || (quote + 1 === text.length && !isLast)) return -1;
			if (text[quote + 1] !== '"') return quote;
			at = quote + 2;
		}
	}

	#refuseLong(record: string): never {
		if (record.split(this.#delimiter, MAX_COLUMNS + 1).length > MAX_COLUMNS) {
			throw new FileRefused(`Rad ${this.#line} har fler än ${MAX_COLUMNS} kolumner. Kontrollera att det är rätt fil.`);
		}
		throw new FileRefused(`Rad ${this.#line} är orimligt lång. Kontrollera att det är rätt fil.`);
	}

	#refuseNul(text: string): void {
		const nul = text.indexOf("\0");
		if (nul < 0) return;
		const line = this.#line + lineBreaks(text.slice(0, nul));
		throw new FileRefused(`Filen är inte en ren textfil: rad ${line} innehåller ett nolltecken.`);
	}
}

function find(text: string, char: string, from: number): number {
	const at = text.indexOf(char, from);
	return at < 0 ? NONE : at;
}

function endOfCell(text: string, from: number, delimiter: string): number {
	for (let at = from; at < text.length; at += 1) {
		const char = text[at];
		if (char === delimiter || char === "\n" || char === "\r") return at;
	}
	return text.length;
}

/** Where the line after the one at `from` begins; beyond the text when the line has no end yet. */
function startOfNextLine(text: string, from: number): number {
	const end = Math.min(find(text, "\n", from), find(text, "\r", from), text.length);
	return text[end] === "\r" && text[end + 1] === "\n" ? end + 2 : end + 1;
}

function lineBreaks(text: string): number {
	return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
