import { createReadStream } from "node:fs";
import { setImmediate } from "node:timers/promises";
import type { z } from "zod";
import { DelimitedFile } from "../../ground/reading/delimited-file.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { Invalid } from "../../ground/errors.ts";

export const MAX_BYTES = 20_000_000;
const MAX_ROWS = 50_000;
/** The number of rows checked before other requests are let in. */
const ROWS_AT_A_TIME = 500;

interface FileRecord {
	cells: string[];
	line: number;
}

export interface RefusedRow {
	line: number;
	reason: string;
}

export interface HrRows<Row> {
	rows: (Row & { line: number })[];
	refused: RefusedRow[];
}

/**
 * The rows of a CSV file by their headings (any order, any case), each checked by its schema. A row that cannot be used is told by
 * line; a file that cannot be read at all throws `Invalid`.
 */
export async function readRows<S extends z.ZodType>(
	path: string,
	headings: Record<keyof z.output<S> & string, string>,
	schema: S,
): Promise<HrRows<z.output<S>>> {
	const [first, ...rest] = await recordsOf(path);
	const columns = columnsOf(first?.cells ?? [], headings);
	const rows: (z.output<S> & { line: number })[] = [];
	const refused: RefusedRow[] = [];
	for (const [index, { cells, line }] of rest.entries()) {
		if (index % ROWS_AT_A_TIME === 0) await setImmediate();
		const given = Object.fromEntries([...columns].map(([field, column]) => [field, cells[column] ?? ""]));
		const parsed = schema.safeParse(given);
		if (parsed.success) rows.push({ ...(parsed.data as object), line } as z.output<S> & { line: number });
		else refused.push({ line, reason: reasonOf(parsed.error, headings) });
	}
	return { rows, refused };
}

/**
 * Reads the file piece by piece, so that others are answered meanwhile. A row whose quotes do not add up refuses the whole
 * file: nobody knows whom the row is about, and people missing from the file lose roles.
 */
async function recordsOf(path: string): Promise<FileRecord[]> {
	const records: FileRecord[] = [];
	const file = new DelimitedFile(createReadStream(path), MAX_BYTES);
	const sink = {
		record: (cells: string[], line: number) => {
			if (cells.some((cell) => cell.trim() !== "")) records.push({ cells, line });
			if (records.length > MAX_ROWS + 1) throw new FileRefused(`Filen har fler än ${MAX_ROWS} rader.`);
		},
		flawed(line: number, reason: string) {
			throw new FileRefused(`Rad ${line}: ${reason}`);
		},
	};
	try {
		for await (const _lot of file.lots(sink));
		return records;
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

const plain = (heading: string) => heading.normalize("NFC").trim().toLowerCase();

function columnsOf<F extends string>(first: readonly string[], headings: Record<F, string>): Map<F, number> {
	const found = new Map<F, number>();
	for (const [field, heading] of Object.entries(headings) as [F, string][])
		found.set(
			field,
			first.findIndex((cell) => plain(cell) === plain(heading)),
		);
	const missing = [...found].filter(([, index]) => index < 0).map(([field]) => headings[field]);
	if (missing.length > 0) throw new Invalid({ file: `Kolumner saknas i filen: ${missing.join(", ")}.` });
	return found;
}

function reasonOf(error: z.ZodError, headings: Record<string, string>): string {
	const [issue] = error.issues;
	const field = issue?.path[0];
	return `${typeof field === "string" ? `${headings[field] ?? field}: ` : ""}${issue?.message ?? "Raden går inte att använda."}`;
}
