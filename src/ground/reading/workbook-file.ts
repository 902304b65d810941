import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { OdsWorkbook } from "./workbook/ods-workbook.ts";
import { openWorkbook } from "./workbook/read-sheets.ts";
import type { SheetName } from "./workbook/stream-sheet.ts";
import { WorkbookRefused } from "./workbook/zip-parts.ts";
import type { FileWarning } from "./file-warning.ts";
import { FileRefused } from "./file-refused.ts";
import { headingsIn, knownIn, likeliestHeading, type SheetsSeen, TITLE_ROWS } from "./heading-search.ts";
import { type LetterDamage, LetterScan } from "./letter-damage.ts";
import type { ReadAs } from "./read-options.ts";
import { recognise } from "./headings.ts";
import type { RowFile } from "./row-file.ts";
import type { RowSink } from "./split-rows.ts";

type OpenWorkbook = Awaited<ReturnType<typeof openWorkbook>>;

/** A workbook (xlsx or ods): the sheet whose heading has the most columns of purchases, the first of equals. A row's line is its number in the sheet. */
export class WorkbookFile implements RowFile {
	readonly encoding = "UTF-8";
	form: "xlsx" | "ods" = "xlsx";
	readonly warnings: FileWarning[] = [];
	bytes = 0;
	sheets: SheetsSeen | null = null;
	readonly #path: string;
	readonly #maxBytes: number;
	readonly #how: ReadAs;
	readonly #letters = new LetterScan();
	readonly #hash = createHash("sha256");

	constructor(path: string, maxBytes: number, how: ReadAs) {
		this.#path = path;
		this.#maxBytes = maxBytes;
		this.#how = how;
	}

	get damage(): LetterDamage | null {
		return this.#letters.damage;
	}

	sha256(): string {
		return this.#hash.digest("hex");
	}

	async *lots(sink: RowSink): AsyncGenerator<void> {
		await this.#digest();
		try {
			const workbook = await openWorkbook(this.#path);
			if (workbook instanceof OdsWorkbook) this.form = "ods";
			try {
				yield* this.#rows(workbook, await this.#sheetOf(workbook), sink);
			} finally {
				workbook.close();
			}
		} catch (error) {
			if (!(error instanceof WorkbookRefused)) throw error;
			throw new FileRefused(`${error.message} Kontrollera att den är hel, spara den på nytt och försök igen.`);
		}
	}

	async *#rows(workbook: OpenWorkbook, sheet: SheetName, sink: RowSink): AsyncGenerator<void> {
		// The workbook leaves empty cells out, so a row is as wide as the widest so far, the heading among them.
		let width = 0;
		for await (const lot of workbook.rows(sheet)) {
			for (const { number, cells } of lot) {
				width = Math.max(width, Math.max(...cells.keys()) + 1);
				const record = cellsOf(cells, width);
				this.#letters.add(record.join("\t"));
				sink.record(record, number);
			}
			yield;
		}
	}

	/**
	 * Finds the sheet to read. The other sheets with rows are named in a warning, so that the controller knows what was not
	 * read.
	 */
	async #sheetOf(workbook: OpenWorkbook): Promise<SheetName> {
		const found: { sheet: SheetName; known: number }[] = [];
		for (const sheet of workbook.sheets) {
			const rows = await workbook.firstRows(sheet, TITLE_ROWS + 1);
			if (rows.length === 0) continue;
			const seen = rows.map(({ number, cells }) => ({
				line: number,
				cells: cellsOf(cells, Math.max(...cells.keys()) + 1),
			}));
			const heading = likeliestHeading(seen, this.#how.mapping)!;
			found.push({ sheet, known: knownIn(recognise(headingsIn(heading.cells), this.#how.mapping)) });
		}
		const wanted = this.#how.sheet;
		const best = Math.max(...found.map((one) => one.known));
		const chosen = found.find((one) => (wanted === undefined ? one.known === best : one.sheet.name === wanted));
		if (!chosen && wanted !== undefined && found.length > 0) {
			throw new FileRefused(`Kalkylbladet ”${wanted}” finns inte eller är tomt. Välj ett annat blad.`);
		}
		if (!chosen) throw new FileRefused("Arbetsboken är tom.");
		this.sheets = { names: found.map((one) => one.sheet.name), read: chosen.sheet.name };
		const others = found.filter((one) => one !== chosen).map((one) => `”${one.sheet.name}”`);
		if (others.length > 0) {
			const text = `Kalkylbladet ”${chosen.sheet.name}” är läst. Inte lästa: ${others.join(", ")}.`;
			this.warnings.push({ line: null, text });
		}
		return chosen.sheet;
	}

	async #digest(): Promise<void> {
		for await (const chunk of createReadStream(this.#path) as AsyncIterable<Buffer>) {
			this.bytes += chunk.length;
			if (this.bytes > this.#maxBytes) {
				throw new FileRefused(
					`Filen är större än ${Math.floor(this.#maxBytes / 1_000_000)} MB, som är gränsen för en fil.`,
				);
			}
			this.#hash.update(chunk);
		}
	}
}

function cellsOf(cells: ReadonlyMap<number, string>, width: number): string[] {
	return Array.from({ length: width }, (_, column) => cells.get(column) ?? "");
}
