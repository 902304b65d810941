import { parseXml } from "./parse-xml.ts";
import { NOT_A_WORKBOOK, WorkbookRefused, ZipParts } from "./zip-parts.ts";

export interface ReadRow {
	/** The row's number in the sheet, from 1. */
	number: number;
	/** Text by column, from 0; columns without content are missing. */
	cells: Map<number, string>;
}

export interface ReadSheet {
	name: string;
	rows: ReadRow[];
}

const MAX_BYTES = 50_000_000;
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
const MAX_TEXT = 20_000_000;

/**
 * The cells of a workbook as text, sheet by sheet in the workbook's order, until `wanted` says yes to one: that sheet, or
 * undefined. Real bytes, rows, columns and texts are capped (T14). Throws `WorkbookRefused`.
 */
export async function findSheet(file: string, wanted: (sheet: ReadSheet) => boolean): Promise<ReadSheet | undefined> {
	const parts = await ZipParts.open(file, MAX_BYTES);
	try {
		const texts = await readSharedTexts(parts);
		for (const { name, part } of await listSheets(parts)) {
			const sheet = { name, rows: await readRows(parts, part, texts) };
			if (wanted(sheet)) return sheet;
		}
		return undefined;
	} catch (error) {
		// What the zip reader or the decoder says about a broken file is English and about bytes.
		throw error instanceof WorkbookRefused ? error : new WorkbookRefused(NOT_A_WORKBOOK);
	} finally {
		parts.close();
	}
}

async function listSheets(parts: ZipParts): Promise<{ name: string; part: string }[]> {
	const targets = new Map<string, string>();
	await parseXml(parts.text("xl/_rels/workbook.xml.rels"), {
		open(name, attributes) {
			if (name === "Relationship") targets.set(attributes.Id ?? "", attributes.Target ?? "");
		},
	});
	const sheets: { name: string; part: string }[] = [];
	await parseXml(parts.text("xl/workbook.xml"), {
		open(name, attributes) {
			if (name !== "sheet") return;
			const target = targets.get(attributes["r:id"] ?? "") ?? "";
			const part = target.startsWith("/") ? target.slice(1) : `xl/${target}`;
			if (parts.has(part)) sheets.push({ name: attributes.name ?? "", part });
		},
	});
	return sheets;
}

/** Texts that cells point at. Phonetic readings are no part of the text. */
async function readSharedTexts(parts: ZipParts): Promise<string[]> {
	const texts: string[] = [];
	if (!parts.has("xl/sharedStrings.xml")) return texts;
	const reader = new TextReader();
	await parseXml(parts.text("xl/sharedStrings.xml"), {
		open(name) {
			if (name === "si") reader.start();
			reader.open(name);
		},
		text: (text) => reader.add(text),
		close(name) {
			reader.close(name);
			if (name === "si") texts.push(decoded(reader.text));
			return undefined;
		},
	});
	return texts;
}

async function readRows(parts: ZipParts, part: string, texts: readonly string[]): Promise<ReadRow[]> {
	const rows: ReadRow[] = [];
	const reader = new TextReader();
	let row: ReadRow | undefined;
	let cell = { column: -1, type: "" };
	await parseXml(parts.text(part), {
		open(name, { r, t }) {
			if (name === "row") row = { number: Number(r) || (rows.at(-1)?.number ?? 0) + 1, cells: new Map() };
			if (name === "c") {
				cell = { column: columnOf(r) ?? cell.column + 1, type: t ?? "" };
				reader.start();
			}
			reader.open(name);
		},
		text: (text) => reader.add(text),
		close(name) {
			reader.close(name);
			if (name === "c" && reader.text !== "" && cell.column < MAX_COLUMNS) {
				const text = cell.type === "s" ? (texts[Number(reader.text)] ?? "") : decoded(reader.text);
				row?.cells.set(cell.column, text);
			}
			if (name === "row" && row && row.cells.size > 0) {
				rows.push(row);
				if (rows.length > MAX_ROWS) throw new WorkbookRefused(`Kalkylbladet har fler än ${MAX_ROWS} rader.`);
			}
			if (name === "row") cell = { column: -1, type: "" };
			return name === "sheetData";
		},
	});
	return rows;
}

/** Collects what stands in `t` and `v`, with a cap on all of it together. */
class TextReader {
	text = "";
	#inText = false;
	#inPhonetic = false;
	#total = 0;

	start(): void {
		this.text = "";
	}

	open(name: string): void {
		if (name === "rPh") this.#inPhonetic = true;
		this.#inText = (name === "t" || name === "v") && !this.#inPhonetic;
	}

	add(text: string): void {
		if (!this.#inText) return;
		this.#total += text.length;
		if (this.#total > MAX_TEXT) throw new WorkbookRefused("Arbetsboken innehåller för mycket text för att läsas.");
		this.text += text;
	}

	close(name: string): void {
		if (name === "rPh") this.#inPhonetic = false;
		if (name === "t" || name === "v") this.#inText = false;
	}
}

/** `C7` → 2. */
function columnOf(reference: string | undefined): number | undefined {
	const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? "")?.[1];
	if (!letters) return undefined;
	let column = 0;
	for (let at = 0; at < letters.length; at++) column = column * 26 + letters.charCodeAt(at) - 64;
	return column - 1;
}

/** `_x0041_` is how the format writes a character by its code. */
function decoded(text: string): string {
	return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
