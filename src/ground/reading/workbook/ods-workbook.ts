import { ODS_CONTENT, OdsRows } from "./ods-rows.ts";
import { parseXml, parsing } from "./parse-xml.ts";
import type { ReadRow } from "./read-workbook.ts";
import { inWords } from "./sheet-parts.ts";
import type { SheetName } from "./stream-sheet.ts";
import { ZipParts } from "./zip-parts.ts";

/** A million rows take minutes, as in an xlsx. */
const LIMITS = { bytes: 1_500_000_000, seconds: 900 };
const ROW_LIMITS = { columns: 1_000, cells: 50_000_000, text: 1_500_000_000, cell: 40_000, rows: 1_048_576 };
/** So many rows of every sheet are kept from the first reading, for what looks for headings under titles. */
const HEAD_ROWS = 40;

/** An OpenDocument workbook (.ods), read as `StreamedWorkbook` reads an xlsx. All sheets stand in one part, so it is gone through twice. */
export class OdsWorkbook {
	readonly sheets: readonly SheetName[];
	readonly #parts: ZipParts;
	readonly #heads: readonly ReadRow[][];

	private constructor(parts: ZipParts, sheets: SheetName[], heads: ReadRow[][]) {
		this.#parts = parts;
		this.sheets = sheets;
		this.#heads = heads;
	}

	/** Throws `WorkbookRefused`. Close it afterwards. */
	static async open(file: string): Promise<OdsWorkbook> {
		const parts = await ZipParts.open(file, LIMITS);
		try {
			const sheets: SheetName[] = [];
			const heads: ReadRow[][] = [];
			const listener = {
				sheet(name: string) {
					sheets.push({ name, part: String(sheets.length) });
					heads.push([]);
				},
				row(row: ReadRow) {
					const head = heads.at(-1);
					if (head && head.length < HEAD_ROWS) head.push(row);
				},
			};
			await parseXml(parts, ODS_CONTENT, new OdsRows(listener, ROW_LIMITS));
			return new OdsWorkbook(parts, sheets, heads);
		} catch (error) {
			parts.close();
			throw inWords(error);
		}
	}

	/** The first rows that have content, at most forty. */
	head(sheet: SheetName): readonly ReadRow[] {
		return this.#heads[Number(sheet.part)] ?? [];
	}

	async firstRows(sheet: SheetName, most: number): Promise<ReadRow[]> {
		return this.head(sheet).slice(0, most);
	}

	/** The rows that have content, in lots. */
	async *rows({ part }: SheetName): AsyncGenerator<ReadRow[]> {
		let lot: ReadRow[] = [];
		let at = -1;
		const wanted = Number(part);
		const listener = {
			sheet: () => {
				at += 1;
			},
			row: (row: ReadRow) => {
				if (at === wanted) lot.push(row);
			},
			sheetEnds: () => at === wanted,
		};
		try {
			for await (const _piece of parsing(this.#parts, ODS_CONTENT, new OdsRows(listener, ROW_LIMITS))) {
				if (lot.length > 0) yield lot;
				lot = [];
			}
			if (lot.length > 0) yield lot;
		} catch (error) {
			throw inWords(error);
		}
	}

	close(): void {
		this.#parts.close();
	}
}
