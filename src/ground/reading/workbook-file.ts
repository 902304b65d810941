import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { type SheetName, StreamedWorkbook } from "./workbook/stream-sheet.ts";
import { WorkbookRefused } from "./workbook/zip-parts.ts";
import { FileRefused } from "./file-refused.ts";
import { type HeadingMapping, recognise } from "./headings.ts";
import type { RowFile } from "./row-file.ts";
import type { RowSink } from "./split-rows.ts";

/** A workbook (xlsx): the first sheet whose heading has the columns of purchases. A row's line is its number in the sheet. */
export class WorkbookFile implements RowFile {
	readonly encoding = "UTF-8";
	readonly form = "xlsx";
	readonly warnings: string[] = [];
	bytes = 0;
	readonly #path: string;
	readonly #maxBytes: number;
	readonly #mapping: HeadingMapping | undefined;
	readonly #hash = createHash("sha256");

	constructor(path: string, maxBytes: number, mapping: HeadingMapping | undefined) {
		this.#path = path;
		this.#maxBytes = maxBytes;
		this.#mapping = mapping;
	}

	sha256(): string {
		return this.#hash.digest("hex");
	}

	async *lots(sink: RowSink): AsyncGenerator<void> {
		await this.#digest();
		try {
			const workbook = await StreamedWorkbook.open(this.#path);
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

	async *#rows(workbook: StreamedWorkbook, sheet: SheetName, sink: RowSink): AsyncGenerator<void> {
		let width = 0;
		for await (const lot of workbook.rows(sheet)) {
			for (const { number, cells } of lot) {
				// the workbook leaves empty cells out, so a row is as wide as its heading
				width ||= Math.max(...cells.keys()) + 1;
				const last = Math.max(width, Math.max(...cells.keys()) + 1);
				sink.record(
					Array.from({ length: last }, (_, column) => cells.get(column) ?? ""),
					number,
				);
			}
			yield;
		}
	}

	/**
	 * Finds the sheet to read. The other sheets with rows are named in a warning, so that the controller knows what was not
	 * read.
	 */
	async #sheetOf(workbook: StreamedWorkbook): Promise<SheetName> {
		const found: { sheet: SheetName; suffices: boolean }[] = [];
		for (const sheet of workbook.sheets) {
			const first = await workbook.firstRow(sheet);
			if (!first) continue;
			const { missing } = recognise([...first.cells.values()], this.#mapping);
			found.push({ sheet, suffices: missing.length === 0 });
		}
		const chosen = found.find((one) => one.suffices) ?? found[0];
		if (!chosen) throw new FileRefused("Arbetsboken är tom.");
		const others = found.filter((one) => one !== chosen).map((one) => `”${one.sheet.name}”`);
		if (others.length > 0) {
			this.warnings.push(`Kalkylbladet ”${chosen.sheet.name}” är läst. Inte lästa: ${others.join(", ")}.`);
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
