import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { z } from "zod";
import { detectDelimiter } from "../../ground/reading/delimiter.ts";
import { FileDecoder } from "../../ground/reading/encoding.ts";
import { FileRefused } from "../../ground/reading/file-refused.ts";
import { Invalid } from "../../ground/errors.ts";

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
	const records = recordsOf(await textOf(path));
	const [first, ...rest] = records;
	const columns = columnsOf(first?.record ?? [], headings);
	if (rest.length > MAX_ROWS) throw new Invalid({ file: `Filen har fler än ${MAX_ROWS} rader.` });
	const rows: (z.output<S> & { line: number })[] = [];
	const refused: RefusedRow[] = [];
	for (const { record, info } of rest) {
		if (record.every((cell) => cell.trim() === "")) continue;
		const cells = Object.fromEntries([...columns].map(([field, index]) => [field, record[index] ?? ""]));
		const parsed = schema.safeParse(cells);
		if (parsed.success) rows.push({ ...(parsed.data as object), line: info.lines } as z.output<S> & { line: number });
		else refused.push({ line: info.lines, reason: reasonOf(parsed.error, headings) });
	}
	return { rows, refused };
}

async function textOf(path: string): Promise<string> {
	try {
		return new FileDecoder().decode(await readFile(path), true);
	} catch (error) {
		if (error instanceof FileRefused) throw new Invalid({ file: error.message });
		throw error;
	}
}

function recordsOf(text: string): { record: string[]; info: { lines: number } }[] {
	try {
		return parse(text, {
			delimiter: detectDelimiter(text),
			relax_column_count: true,
			skip_empty_lines: true,
			info: true,
			max_record_size: 100_000,
		}) as unknown as { record: string[]; info: { lines: number } }[];
	} catch {
		throw new Invalid({ file: "Filen går inte att läsa som CSV. Kontrollera citattecknen och försök igen." });
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
