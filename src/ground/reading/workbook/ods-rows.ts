import { numberText } from "./cell-formats.ts";
import type { XmlHandler } from "./parse-xml.ts";
import type { ReadRow } from "./read-workbook.ts";
import type { Merge } from "./sheet-parts.ts";
import { WorkbookRefused } from "./zip-parts.ts";

/** Where the sheets of an OpenDocument workbook stand. */
export const ODS_CONTENT = "content.xml";

/** What is told of a content part as it is read. */
export interface OdsListener {
	sheet(name: string): void;
	row(row: ReadRow): void;
	merge?(merge: Merge): void;
	/** Return true to read no further. */
	sheetEnds?(): boolean | undefined;
}

export interface OdsLimits {
	columns: number;
	cells: number;
	text: number;
	cell: number;
	rows: number;
}

/** The format writes one row for many alike, so that a few bytes could stand for a million filled rows (T14). */
const MAX_REPEATED_ROWS = 10_000;
/** A workbook keeps what it last saw of other files as sheets of its own, with their address as name. */
const OTHER_FILE = /^'file:/;

interface Cell {
	value: string;
	times: number;
	width: number;
	height: number;
	/** How many elements deep the reader stands in the cell; text counts in its paragraphs, not in a comment or a drawing. */
	depth: number;
	paragraphs: string[];
	inParagraph: boolean;
}

/** Reads `content.xml`: cells as text in the same form as those of an xlsx, dates as `YYYY-MM-DD[ HH:MM:SS]`. */
export class OdsRows implements XmlHandler {
	readonly #listener: OdsListener;
	readonly #limits: OdsLimits;
	#tables = 0;
	#inSpreadsheet = false;
	#isOtherFile = false;
	#row: ReadRow = { number: 0, cells: new Map() };
	#next = 1;
	#times = 1;
	#column = 0;
	#cell: Cell | null = null;
	#cells = 0;
	#characters = 0;

	constructor(listener: OdsListener, limits: OdsLimits) {
		this.#listener = listener;
		this.#limits = limits;
	}

	open(name: string, attributes: Record<string, string>): void {
		if (this.#cell) this.#openInCell(this.#cell, name, attributes);
		else if (name === "spreadsheet") this.#inSpreadsheet = true;
		else if (name === "table" && this.#inSpreadsheet) this.#openTable(attributes["table:name"] ?? "");
		else if (this.#tables !== 1) return;
		else if (name === "table-row") {
			this.#row = { number: this.#next, cells: new Map() };
			this.#times = countOf(attributes["table:number-rows-repeated"]);
			this.#column = 0;
		} else if (name === "table-cell" || name === "covered-table-cell") this.#cell = cellOf(attributes);
	}

	text(text: string): void {
		if (!this.#cell?.inParagraph) return;
		this.#add(this.#cell, text.replace(/[ \t\r\n]+/g, " "));
	}

	close(name: string): boolean | undefined {
		if (this.#cell && this.#cell.depth > 0) {
			this.#cell.depth -= 1;
			if (this.#cell.depth === 0) this.#cell.inParagraph = false;
			return undefined;
		}
		if (this.#cell) this.#closeCell(this.#cell);
		else if (name === "table-row" && this.#tables === 1) this.#closeRow();
		else if (name === "table" && this.#tables > 0) {
			this.#tables -= 1;
			return this.#tables === 0 && !this.#isOtherFile ? this.#listener.sheetEnds?.() : undefined;
		}
		return undefined;
	}

	#openTable(name: string): void {
		this.#tables += 1;
		if (this.#tables > 1) return;
		this.#next = 1;
		this.#isOtherFile = OTHER_FILE.test(name);
		if (!this.#isOtherFile) this.#listener.sheet(name);
	}

	#openInCell(cell: Cell, name: string, attributes: Record<string, string>): void {
		cell.depth += 1;
		if (cell.depth === 1 && name === "p") {
			cell.paragraphs.push("");
			cell.inParagraph = true;
		}
		if (!cell.inParagraph) return;
		if (name === "s") this.#add(cell, " ".repeat(Math.min(countOf(attributes["text:c"]), this.#limits.cell + 1)));
		if (name === "tab") this.#add(cell, "\t");
		if (name === "line-break") this.#add(cell, "\n");
	}

	#add(cell: Cell, text: string): void {
		this.#characters += text.length;
		if (this.#characters > this.#limits.text)
			throw new WorkbookRefused("Arbetsboken innehåller för mycket text för att läsas.");
		const last = cell.paragraphs.length - 1;
		cell.paragraphs[last] += text;
		if (cell.paragraphs[last]!.length > this.#limits.cell)
			throw new WorkbookRefused(`Rad ${this.#row.number} i kalkylbladet har en orimligt lång cell.`);
	}

	#closeCell(cell: Cell): void {
		this.#cell = null;
		const from = this.#column;
		this.#column += cell.times;
		if (cell.width > 1 || cell.height > 1) this.#listener.merge?.(mergeOf(this.#row.number, from, cell));
		const text = cell.value || cell.paragraphs.join("\n");
		if (text === "" || this.#isOtherFile) return;
		if (this.#column > this.#limits.columns)
			throw new WorkbookRefused(`Rad ${this.#row.number} i kalkylbladet har fler än ${this.#limits.columns} kolumner.`);
		for (let column = from; column < this.#column; column += 1) this.#row.cells.set(column, text);
	}

	#closeRow(): void {
		const { number, cells } = this.#row;
		this.#next = number + this.#times;
		if (cells.size === 0) return;
		if (this.#next - 1 > this.#limits.rows)
			throw new WorkbookRefused(`Kalkylbladet har fler än ${this.#limits.rows} rader.`);
		if (this.#times > MAX_REPEATED_ROWS)
			throw new WorkbookRefused(`Rad ${number} i kalkylbladet upprepas ${this.#times} gånger.`);
		this.#cells += cells.size * this.#times;
		if (this.#cells > this.#limits.cells)
			throw new WorkbookRefused(`Arbetsboken har fler än ${this.#limits.cells} ifyllda celler.`);
		for (let at = 0; at < this.#times; at += 1) this.#listener.row({ number: number + at, cells });
	}
}

function cellOf(attributes: Record<string, string>): Cell {
	return {
		value: storedValue(attributes),
		times: countOf(attributes["table:number-columns-repeated"]),
		width: countOf(attributes["table:number-columns-spanned"]),
		height: countOf(attributes["table:number-rows-spanned"]),
		depth: 0,
		paragraphs: [],
		inParagraph: false,
	};
}

/** The stored value where it says more than what is displayed; empty when the paragraphs are the value. */
function storedValue(attributes: Record<string, string>): string {
	switch (attributes["office:value-type"]) {
		case "float":
		case "currency":
		case "percentage":
			return numberText(attributes["office:value"] ?? "", "number", false);
		case "date":
			return (attributes["office:date-value"] ?? "").replace("T", " ").replace(/ 00:00:00(?:\.0+)?$/, "");
		default:
			return attributes["office:string-value"] ?? "";
	}
}

function countOf(text: string | undefined): number {
	return /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : 1;
}

function mergeOf(row: number, column: number, { width, height }: Cell): Merge {
	return { top: row, left: column, bottom: row + height - 1, right: column + width - 1 };
}
