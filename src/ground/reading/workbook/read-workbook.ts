import { parseXml } from "./parse-xml.ts";
import { columnOf, decoded, listSheets, readSharedTexts, TextReader } from "./sheet-parts.ts";
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

const LIMITS = { bytes: 50_000_000, seconds: 10 };
const MAX_ROWS = 20_000;
const MAX_COLUMNS = 200;
/** The most cells in all sheets that are read, since cells are kept in memory. */
const MAX_CELLS = 400_000;

/**
 * The cells of a workbook as text, sheet by sheet in the workbook's order, until `wanted` says yes to one: that sheet, or
 * undefined. With `named` no other sheet is read. Real bytes, elements, rows, columns, cells, texts and seconds are capped (T14).
 * Throws `WorkbookRefused`.
 */
export async function findSheet(
	file: string,
	wanted: (sheet: ReadSheet) => boolean,
	named?: string,
): Promise<ReadSheet | undefined> {
	const parts = await ZipParts.open(file, LIMITS);
	try {
		const texts = await readSharedTexts(parts);
		const count = { cells: 0 };
		for (const { name, part } of await listSheets(parts)) {
			if (named !== undefined && name !== named) continue;
			const sheet = { name, rows: await readRows(parts, part, texts, count) };
			if (wanted(sheet)) return sheet;
		}
		return undefined;
	} catch (error) {
		// The zip reader's and decoder's own messages are in English and about bytes, so the person gets a Swedish sentence
		// instead.
		throw error instanceof WorkbookRefused ? error : new WorkbookRefused(NOT_A_WORKBOOK);
	} finally {
		parts.close();
	}
}

async function readRows(
	parts: ZipParts,
	part: string,
	texts: readonly string[],
	count: { cells: number },
): Promise<ReadRow[]> {
	const rows: ReadRow[] = [];
	const reader = new TextReader();
	let row: ReadRow | undefined;
	let cell = { column: -1, type: "" };
	await parseXml(parts, part, {
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
				if (++count.cells > MAX_CELLS)
					throw new WorkbookRefused(`Arbetsboken har fler än ${MAX_CELLS} ifyllda celler.`);
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
