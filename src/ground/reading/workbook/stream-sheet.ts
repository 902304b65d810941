import { type CellFormat, cellFormats, numberText, usesDate1904 } from "./cell-formats.ts";
import { parsing } from "./parse-xml.ts";
import type { ReadRow } from "./read-workbook.ts";
import {
	columnOf,
	decoded,
	inWords,
	listSheets,
	type Merge,
	mergeOf,
	readSharedTexts,
	TextReader,
} from "./sheet-parts.ts";
import { type ReadingLimits, WorkbookRefused, ZipParts } from "./zip-parts.ts";

/** A sheet of a workbook, by name and part. */
export interface SheetName {
	name: string;
	part: string;
}

const MAX_ROWS = 1_048_576;
const MAX_COLUMNS = 1_000;
const MAX_CELL = 40_000;
/** These limits are large because a sheet of a million rows takes minutes. */
const LIMITS = { bytes: 1_500_000_000, seconds: 900 };
const MAX_SHARED_TEXT = 50_000_000;

/** A workbook whose sheets are read row by row, in constant memory apart from the shared texts. Dates come as `YYYY-MM-DD[ HH:MM:SS]`. */
export class StreamedWorkbook {
	readonly sheets: readonly SheetName[];
	readonly #parts: ZipParts;
	readonly #texts: readonly string[];
	readonly #formats: readonly CellFormat[];
	readonly #date1904: boolean;

	private constructor(
		parts: ZipParts,
		known: { sheets: SheetName[]; texts: string[]; formats: CellFormat[]; date1904: boolean },
	) {
		this.#parts = parts;
		this.sheets = known.sheets;
		this.#texts = known.texts;
		this.#formats = known.formats;
		this.#date1904 = known.date1904;
	}

	/** Throws `WorkbookRefused`. Close it afterwards. */
	static async open(file: string, limits: ReadingLimits = LIMITS): Promise<StreamedWorkbook> {
		const parts = await ZipParts.open(file, limits);
		try {
			const sheets = await listSheets(parts);
			const date1904 = await usesDate1904(parts);
			return new StreamedWorkbook(parts, {
				sheets,
				texts: await readSharedTexts(parts, MAX_SHARED_TEXT),
				formats: await cellFormats(parts),
				date1904,
			});
		} catch (error) {
			parts.close();
			throw inWords(error);
		}
	}

	/** The rows that have content, in lots. With `merges` the cells that are one are added to it; they stand last in a sheet. */
	async *rows(sheet: SheetName, merges?: Merge[]): AsyncGenerator<ReadRow[]> {
		let lot: ReadRow[] = [];
		try {
			for await (const _piece of parsing(
				this.#parts,
				sheet.part,
				this.#rowsInto((row) => lot.push(row), merges),
			)) {
				if (lot.length > 0) yield lot;
				lot = [];
			}
			if (lot.length > 0) yield lot;
		} catch (error) {
			throw inWords(error);
		}
	}

	/** The first rows that have content; none for an empty sheet. */
	async firstRows(sheet: SheetName, most: number): Promise<ReadRow[]> {
		const rows: ReadRow[] = [];
		for await (const lot of this.rows(sheet)) {
			rows.push(...lot);
			if (rows.length >= most) break;
		}
		return rows.slice(0, most);
	}

	close(): void {
		this.#parts.close();
	}

	#rowsInto(take: (row: ReadRow) => void, merges?: Merge[]) {
		const reader = new TextReader(LIMITS.bytes);
		let row: ReadRow = { number: 0, cells: new Map() };
		let cell = { column: -1, type: "", style: 0 };
		return {
			open: (name: string, { r, t, s, ref }: Record<string, string>) => {
				if (name === "mergeCell") merges?.push(...mergeOf(ref));
				if (name === "row") {
					row = { number: Number(r) || row.number + 1, cells: new Map() };
					if (row.number > MAX_ROWS) throw new WorkbookRefused(`Kalkylbladet har fler än ${MAX_ROWS} rader.`);
				}
				if (name === "c") {
					cell = { column: columnOf(r) ?? cell.column + 1, type: t ?? "", style: Number(s ?? 0) };
					reader.start();
				}
				reader.open(name);
			},
			text: (text: string) => {
				reader.add(text);
				if (reader.text.length > MAX_CELL) {
					throw new WorkbookRefused(`Rad ${row.number} i kalkylbladet har en orimligt lång cell.`);
				}
			},
			close: (name: string) => {
				reader.close(name);
				if (name === "c" && reader.text !== "") this.#addCell(row, cell, reader.text);
				if (name === "row") {
					cell = { column: -1, type: "", style: 0 };
					if (row.cells.size > 0) take(row);
				}
				return name === (merges ? "mergeCells" : "sheetData");
			},
		};
	}

	#addCell(row: ReadRow, cell: { column: number; type: string; style: number }, text: string): void {
		if (cell.column >= MAX_COLUMNS) {
			throw new WorkbookRefused(`Rad ${row.number} i kalkylbladet har fler än ${MAX_COLUMNS} kolumner.`);
		}
		row.cells.set(cell.column, this.#cellText(cell, text));
	}

	#cellText({ type, style }: { type: string; style: number }, text: string): string {
		if (type === "s") return this.#texts[Number(text)] ?? "";
		if (type === "" || type === "n") return numberText(text, this.#formats[style] ?? "number", this.#date1904);
		return decoded(text);
	}
}
