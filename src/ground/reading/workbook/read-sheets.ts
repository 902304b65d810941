import { ODS_CONTENT, OdsRows } from "./ods-rows.ts";
import { OdsWorkbook } from "./ods-workbook.ts";
import { parseXml } from "./parse-xml.ts";
import type { ReadRow, ReadSheet } from "./read-workbook.ts";
import { inWords, type Merge } from "./sheet-parts.ts";
import { StreamedWorkbook } from "./stream-sheet.ts";
import { WorkbookRefused, ZipParts } from "./zip-parts.ts";

export interface MergedSheet extends ReadSheet {
	merges: Merge[];
}

const LIMITS = { bytes: 50_000_000, seconds: 10 };
const MAX_ROWS = 20_000;
/** The most cells in all sheets, since they are kept in memory. */
const MAX_CELLS = 400_000;
const ODS_LIMITS = { columns: 1_000, cells: MAX_CELLS, text: 20_000_000, cell: 40_000, rows: 1_048_576 };

/** Whether a zip file is an OpenDocument workbook, by what it holds. Throws `WorkbookRefused`. */
export async function isOds(file: string): Promise<boolean> {
	const parts = await ZipParts.open(file, LIMITS);
	parts.close();
	return parts.has(ODS_CONTENT) && !parts.has("xl/workbook.xml");
}

/** A workbook of either form, streamed. Throws `WorkbookRefused`; close it afterwards. */
export async function openWorkbook(file: string): Promise<StreamedWorkbook | OdsWorkbook> {
	return (await isOds(file)) ? OdsWorkbook.open(file) : StreamedWorkbook.open(file);
}

/**
 * All sheets of a small workbook (xlsx or ods) with texts, dates and merged cells, in memory. Bytes, rows, columns, cells, texts and
 * seconds are capped (T14). Throws `WorkbookRefused`.
 */
export async function readSheets(file: string): Promise<MergedSheet[]> {
	try {
		return (await isOds(file)) ? await readOds(file) : await readXlsx(file);
	} catch (error) {
		throw inWords(error);
	}
}

async function readXlsx(file: string): Promise<MergedSheet[]> {
	const workbook = await StreamedWorkbook.open(file, LIMITS);
	const read: MergedSheet[] = [];
	let cells = 0;
	try {
		for (const sheet of workbook.sheets) {
			const rows: ReadRow[] = [];
			const merges: Merge[] = [];
			for await (const lot of workbook.rows(sheet, merges)) {
				for (const row of lot) cells += row.cells.size;
				rows.push(...lot);
				refuseMore(rows.length, cells);
			}
			read.push({ name: sheet.name, rows, merges });
		}
		return read;
	} finally {
		workbook.close();
	}
}

async function readOds(file: string): Promise<MergedSheet[]> {
	const parts = await ZipParts.open(file, LIMITS);
	const read: MergedSheet[] = [];
	const listener = {
		sheet: (name: string) => void read.push({ name, rows: [], merges: [] }),
		row: (row: ReadRow) => refuseMore(read.at(-1)!.rows.push(row), 0),
		merge: (merge: Merge) => void read.at(-1)!.merges.push(merge),
	};
	try {
		await parseXml(parts, ODS_CONTENT, new OdsRows(listener, ODS_LIMITS));
		return read;
	} finally {
		parts.close();
	}
}

function refuseMore(rows: number, cells: number): void {
	if (rows > MAX_ROWS) throw new WorkbookRefused(`Kalkylbladet har fler än ${MAX_ROWS} rader.`);
	if (cells > MAX_CELLS) throw new WorkbookRefused(`Arbetsboken har fler än ${MAX_CELLS} ifyllda celler.`);
}
