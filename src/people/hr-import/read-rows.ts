import { readFile } from "node:fs/promises";
import type { z } from "zod";
import { detectDelimiter } from "../../ground/reading/delimiter.ts";
import { FileDecoder } from "../../ground/reading/encoding.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { Invalid } from "../../ground/errors.ts";
import { RecordSplitter } from "../../ground/reading/split-records.ts";

const MAX_ROWS = 50_000;

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
	if (rest.length > MAX_ROWS) throw new Invalid({ file: `Filen har fler än ${MAX_ROWS} rader.` });
	const rows: (z.output<S> & { line: number })[] = [];
	const refused: RefusedRow[] = [];
	for (const { cells, line } of rest) {
		const read = Object.fromEntries([...columns].map(([field, index]) => [field, cells[index] ?? ""]));
		const parsed = schema.safeParse(read);
		if (parsed.success) rows.push({ ...(parsed.data as object), line } as z.output<S> & { line: number });
		else refused.push({ line, reason: reasonOf(parsed.error, headings) });
	}
	return { rows, refused };
}

/** A row whose quotes do not add up refuses the file: nobody knows whom it is about, and who is missing loses roles. */
async function recordsOf(path: string): Promise<{ cells: string[]; line: number }[]> {
	const records: { cells: string[]; line: number }[] = [];
	try {
		const text = new FileDecoder().decode(await readFile(path), true);
		new RecordSplitter(detectDelimiter(text)).push(text, true, {
			record(cells, line) {
				if (cells.some((cell) => cell.trim() !== "")) records.push({ cells, line });
			},
			flawed(line, reason) {
				throw new FileRefused(`Rad ${line}: ${reason}`);
			},
		});
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
	return records;
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
