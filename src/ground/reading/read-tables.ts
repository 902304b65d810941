import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Delimiter } from "./delimiter.ts";
import { documentTables, WORD_BODY } from "./document-tables.ts";
import { withoutApostrophe } from "../tables/csv.ts";
import { FileRefused } from "./file-refused.ts";
import { RowSplitter } from "./split-rows.ts";
import { TextFile } from "./text-file.ts";
import { type MergedSheet, readSheets } from "./workbook/read-sheets.ts";
import type { ReadRow } from "./workbook/read-workbook.ts";
import { ZipParts } from "./workbook/zip-parts.ts";

export type TableForm = "workbook" | "document" | "text";

/** A small file as tables, whatever its form: told by what it begins with, never by its name. */
export interface ReadTables {
	form: TableForm;
	sheets: MergedSheet[];
	/** Lines of a text whose quotes do not add up. */
	flawed: { row: number; reason: string }[];
}

const MAX_BYTES = 20_000_000;
const MAX_ROWS = 20_000;
const MAX_CELLS = 400_000;
const DELIMITERS: readonly Delimiter[] = [";", "\t", ","];
const ZIP = Buffer.from("PK\x03\x04");
const ZIP_LIMITS = { bytes: 50_000_000, seconds: 10 };

/** Reads xlsx, ods, the tables of a docx, or delimited text. Throws `FileRefused` or `WorkbookRefused`. */
export async function readTables(path: string): Promise<ReadTables> {
	const head = await headOf(path);
	if (head.length === 0) throw new FileRefused("Filen är tom.");
	if (!head.subarray(0, 4).equals(ZIP)) return readText(path);
	const parts = await ZipParts.open(path, ZIP_LIMITS);
	parts.close();
	return parts.has(WORD_BODY)
		? { form: "document", sheets: await documentTables(path), flawed: [] }
		: { form: "workbook", sheets: await readSheets(path), flawed: [] };
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}

async function readText(path: string): Promise<ReadTables> {
	let text = "";
	for await (const window of new TextFile(createReadStream(path), MAX_BYTES).windows()) text += window.text;
	const split = DELIMITERS.map((delimiter) => attempt(delimiter, text));
	// what the wrong delimiter cannot read says nothing of the file, as long as another can
	const read = split.filter((one) => !(one instanceof FileRefused));
	if (read.length === 0) throw split[0];
	const widest = read.reduce((best, one) => (one.even > best.even ? one : best));
	return {
		form: "text",
		sheets: [{ name: "Filen", rows: widest.rows, merges: [] }],
		flawed: widest.flawed,
	};
}

function attempt(delimiter: Delimiter, text: string) {
	try {
		return splitBy(delimiter, text);
	} catch (error) {
		if (error instanceof FileRefused) return error;
		throw error;
	}
}

/** What a delimiter makes of a text; `even` counts the rows that it divides alike, which a comma in the texts does not. */
function splitBy(delimiter: Delimiter, text: string) {
	const read = { rows: [] as ReadRow[], flawed: [] as { row: number; reason: string }[], even: 0, cells: 0 };
	const alike = new Map<number, number>();
	new RowSplitter(delimiter).push(text, true, {
		record(cells, line) {
			const filled = cells.flatMap((cell, column): [number, string][] => {
				const said = withoutApostrophe(cell);
				return said.trim() === "" ? [] : [[column, said]];
			});
			if (filled.length === 0) return;
			read.cells += filled.length;
			if (cells.length > 1) alike.set(cells.length, (alike.get(cells.length) ?? 0) + 1);
			read.even = Math.max(read.even, alike.get(cells.length) ?? 0);
			read.rows.push({ number: line, cells: new Map(filled) });
			if (read.rows.length > MAX_ROWS) throw new FileRefused(`Filen har fler än ${MAX_ROWS} rader.`);
			if (read.cells > MAX_CELLS) throw new FileRefused(`Filen har fler än ${MAX_CELLS} ifyllda fält.`);
		},
		flawed: (row, reason) => void read.flawed.push({ row, reason }),
	});
	return read;
}
