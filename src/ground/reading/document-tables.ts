import { parseXml } from "./workbook/parse-xml.ts";
import type { MergedSheet } from "./workbook/read-sheets.ts";
import type { ReadRow } from "./workbook/read-workbook.ts";
import { inWords, type Merge } from "./workbook/sheet-parts.ts";
import { WorkbookRefused, ZipParts } from "./workbook/zip-parts.ts";

export const WORD_BODY = "word/document.xml";

const LIMITS = { bytes: 50_000_000, seconds: 10 };
const MAX_ROWS = 20_000;
const MAX_CELLS = 400_000;
const MAX_CELL = 40_000;

/** The tables of a Word document as sheets named "Tabell 1" and on; a cell's paragraphs are its lines, those of a list begin with •. */
export async function documentTables(file: string): Promise<MergedSheet[]> {
	const parts = await ZipParts.open(file, LIMITS);
	const reader = new TableReader();
	try {
		await parseXml(parts, WORD_BODY, reader);
		return reader.tables;
	} catch (error) {
		throw inWords(error);
	} finally {
		parts.close();
	}
}

interface Cell {
	column: number;
	width: number;
	/** "restart" begins a cell that goes on in the rows below, "continue" is one of those. */
	merge: "restart" | "continue" | null;
	lines: string[];
	characters: number;
}

class TableReader {
	readonly tables: MergedSheet[] = [];
	#depth = 0;
	/** Word keeps a second copy of a drawing for older versions; its text would come twice. */
	#inCopy = 0;
	#rows = 0;
	#cells = 0;
	#row: ReadRow = { number: 0, cells: new Map() };
	#column = 0;
	#cell: Cell | null = null;
	#inText = false;
	readonly #open = new Map<number, Merge>();

	open(name: string, attributes: Record<string, string>): void {
		if (name === "Fallback") this.#inCopy += 1;
		if (name === "tbl" && ++this.#depth === 1) this.#startTable();
		if (this.#depth === 0) return;
		if (this.#depth === 1 && name === "tr") this.#startRow();
		else if (this.#depth === 1 && name === "tc")
			this.#cell = { column: this.#column, width: 1, merge: null, lines: [], characters: 0 };
		if (this.#cell) this.#openInCell(this.#cell, name, attributes);
	}

	text(text: string): void {
		if (this.#inText && this.#inCopy === 0) this.#add(text);
	}

	close(name: string): undefined {
		if (name === "Fallback") this.#inCopy -= 1;
		if (name === "t") this.#inText = false;
		if (this.#depth === 1 && name === "tc" && this.#cell) this.#closeCell(this.#cell);
		if (this.#depth === 1 && name === "tr" && this.#row.cells.size > 0) this.tables.at(-1)!.rows.push(this.#row);
		if (name === "tbl") this.#depth -= 1;
	}

	#startTable(): void {
		this.#open.clear();
		this.#row = { number: 0, cells: new Map() };
		this.tables.push({ name: `Tabell ${this.tables.length + 1}`, rows: [], merges: [] });
	}

	#startRow(): void {
		this.#row = { number: this.#row.number + 1, cells: new Map() };
		this.#column = 0;
		if (++this.#rows > MAX_ROWS) throw new WorkbookRefused(`Dokumentets tabeller har fler än ${MAX_ROWS} rader.`);
	}

	#openInCell(cell: Cell, name: string, attributes: Record<string, string>): void {
		if (name === "gridSpan" && this.#depth === 1)
			cell.width = Math.min(Math.max(1, Number(attributes["w:val"]) || 1), 100);
		if (name === "vMerge" && this.#depth === 1) cell.merge = attributes["w:val"] === "restart" ? "restart" : "continue";
		if (name === "p") cell.lines.push("");
		if (name === "numPr" && cell.lines.at(-1) === "") this.#add("• ");
		if (name === "t") this.#inText = true;
		if (name === "tab") this.#add(" ");
		if (name === "br" || name === "cr") cell.lines.push("");
	}

	#add(text: string): void {
		const cell = this.#cell;
		if (!cell) return;
		if (cell.lines.length === 0) cell.lines.push("");
		cell.lines[cell.lines.length - 1] += text;
		cell.characters += text.length;
		if (cell.characters > MAX_CELL)
			throw new WorkbookRefused(`Rad ${this.#row.number} i en tabell har en orimligt lång cell.`);
	}

	#closeCell(cell: Cell): void {
		this.#cell = null;
		this.#column += cell.width;
		if (++this.#cells > MAX_CELLS) throw new WorkbookRefused(`Dokumentets tabeller har fler än ${MAX_CELLS} celler.`);
		const place = { top: this.#row.number, left: cell.column, bottom: this.#row.number, right: this.#column - 1 };
		const above = this.#open.get(cell.column);
		if (cell.merge === "continue" && above) above.bottom = this.#row.number;
		else this.#open.delete(cell.column);
		if (cell.merge === "restart") this.#open.set(cell.column, place);
		if (cell.merge === "restart" || (cell.width > 1 && cell.merge === null)) this.tables.at(-1)!.merges.push(place);
		const text = cell.lines.join("\n").trim();
		if (text !== "" && text !== "•" && cell.merge !== "continue") this.#row.cells.set(cell.column, text);
	}
}
