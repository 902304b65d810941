import { columnLetter } from "../../ground/tables/sheet-rules.ts";
import { columnOf, type Filled, grownRules } from "./grow-ranges.ts";
import { elementsNamed } from "./xml-elements.ts";

/** A sheet whose XML cannot be filled; the text is for the person. */
export class SheetRefused extends Error {}

export type Fill = { kind: "text"; text: string } | { kind: "number"; number: number };

interface Row {
	number: number;
	/** The row as it stood in the file, until a cell in it is set. */
	raw: string;
	attributes: string;
	body: string;
	cells: Map<number, string> | null;
}

/** A sheet's XML where single cells are set and everything else, to the byte, is left as it was. */
export class SheetXml {
	readonly #before: string;
	#after: string;
	readonly #rows: Map<number, Row>;

	constructor(xml: string) {
		const [data] = elementsNamed(xml, "sheetData");
		if (!data) throw new SheetRefused("Kalkylbladet är skrivet i en form som inte går att fylla i.");
		const before = xml.slice(0, data.from);
		const [size] = elementsNamed(before, "dimension");
		this.#before = size ? before.slice(0, size.from) + before.slice(size.to) : before;
		this.#after = xml.slice(data.to);
		this.#rows = rowsOf(data.body);
	}

	/** True where there is a value or a formula. */
	isFilled(row: number, column: number): boolean {
		const cell = this.#cellsOf(row)?.get(column);
		return cell !== undefined && /<(?:f|v|is)\b/.test(cell);
	}

	hasFormula(row: number, column: number): boolean {
		return /<f\b/.test(this.#cellsOf(row)?.get(column) ?? "");
	}

	/** The number of the cell's style, "" when it has none. */
	styleOf(row: number, column: number): string {
		return /^<c\b[^>]*?\bs="(\d+)"/.exec(this.#cellsOf(row)?.get(column) ?? "")?.[1] ?? "";
	}

	set(row: number, column: number, fill: Fill, style: string): void {
		const found = this.#rows.get(row) ?? { number: row, raw: "", attributes: ` r="${row}"`, body: "", cells: null };
		found.cells ??= cellsIn(found.body);
		const head = `<c r="${columnLetter(column)}${row}"${style === "" ? "" : ` s="${style}"`}`;
		const cell =
			fill.kind === "number"
				? `${head}><v>${fill.number}</v></c>`
				: `${head} t="inlineStr"><is><t xml:space="preserve">${escaped(fill.text)}</t></is></c>`;
		found.cells.set(column, cell);
		found.raw = "";
		this.#rows.set(row, found);
	}

	/** The rules of the sheet that end where the filled rows began, made to end where they end. */
	grow(filled: Filled): void {
		this.#after = grownRules(this.#after, filled);
	}

	toString(): string {
		const rows = [...this.#rows.values()].sort((a, b) => a.number - b.number).map(rowXml);
		return `${this.#before}<sheetData>${rows.join("")}</sheetData>${this.#after}`;
	}

	#cellsOf(number: number): Map<number, string> | null {
		const row = this.#rows.get(number);
		if (row) row.cells ??= cellsIn(row.body);
		return row?.cells ?? null;
	}
}

function rowsOf(data: string): Map<number, Row> {
	const rows = new Map<number, Row>();
	let last = 0;
	for (const { from, to, attributes, body } of elementsNamed(data, "row")) {
		const raw = data.slice(from, to);
		last = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? last + 1);
		rows.set(last, { number: last, raw, attributes, body, cells: null });
	}
	return rows;
}

function cellsIn(body: string): Map<number, string> {
	const cells = new Map<number, string>();
	let last = 0;
	for (const { from, to, attributes } of elementsNamed(body, "c")) {
		const name = /\br="([A-Z]+)\d+"/.exec(attributes)?.[1];
		last = name ? columnOf(name) : last + 1;
		cells.set(last, body.slice(from, to));
	}
	return cells;
}

function rowXml({ raw, attributes, cells }: Row): string {
	if (raw !== "") return raw;
	const sorted = [...(cells ?? [])].sort(([a], [b]) => a - b).map(([, cell]) => cell);
	return `<row${attributes.replace(/\sspans="[^"]*"/, "")}>${sorted.join("")}</row>`;
}

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
