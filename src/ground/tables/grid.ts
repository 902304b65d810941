import type ExcelJS from "exceljs";
import { cellText } from "./cell-text.ts";
import type { CellType } from "./column.ts";
import {
	linkCell,
	mergeCells,
	rowStream,
	type StyleId,
	styleIds,
	type Workbook,
	type Worksheet,
} from "./exceljs-inside.ts";
import { type Look, SIZES, styleOf } from "./look.ts";
import { cellXml, LIKE_FORMULA, lookOf, storedValue } from "./row-xml.ts";
import { columnLetter, sheetRef } from "./sheet-rules.ts";
import { columnPoints, heightOf, linesOf } from "./text-width.ts";

/** A cell of a page that is laid out by hand: where it stands, how many columns and rows it takes, what it says and how. */
export interface Placed {
	row: number;
	/** Counted from 1. */
	column: number;
	across?: number;
	down?: number;
	value: string | number | null;
	type?: CellType;
	look?: Look;
	/** How the value is reached from other cells. Never made of what people wrote (T04). */
	formula?: string | undefined;
	link?: string | undefined;
	/** The name the cell is known by in formulas. */
	name?: string;
}

/** A page of cells by hand, written as rows: `widths` are those of its columns. */
export class Grid {
	readonly #widths: readonly number[];
	readonly #cells = new Map<number, Placed[]>();
	readonly #heights = new Map<number, number>();
	#last = 0;

	constructor(widths: readonly number[]) {
		this.#widths = widths;
	}

	get last(): number {
		return this.#last;
	}

	put(...placed: readonly Placed[]): void {
		for (const cell of placed) {
			this.#cells.set(cell.row, [...(this.#cells.get(cell.row) ?? []), cell]);
			this.#last = Math.max(this.#last, cell.row + (cell.down ?? 1) - 1);
		}
	}

	/** Gives a row a height of its own; others are as high as their words need. */
	high(row: number, points: number): void {
		this.#heights.set(row, points);
		this.#last = Math.max(this.#last, row);
	}

	/** The height of a row as it will be written. */
	heightOf(row: number): number {
		const own = this.#heights.get(row);
		if (own !== undefined) return own;
		const needed = (this.#cells.get(row) ?? []).map((cell) => this.#pointsOf(cell));
		return Math.max(13.5, ...needed);
	}

	#pointsOf({ value, column, across = 1, down = 1, look = {}, formula }: Placed): number {
		const size = look.size ?? SIZES.row;
		if (typeof value !== "string" || look.wrap === false) return heightOf(1, size);
		const widths = this.#widths.slice(column - 1, column - 1 + across);
		const width = columnPoints(widths.reduce((sum, one) => sum + one, 0)) - (look.indent ?? 0) * 8;
		const lines = linesOf(value, width, { size, bold: look.bold });
		// a sentence that is counted anew may become a little longer
		const spare = formula && lines > 1 ? 1 : 0;
		return heightOf(lines + spare, size) / down;
	}

	/** Writes the rows to a sheet that has none yet below `from`. */
	write(workbook: Workbook, worksheet: Worksheet, name: string): void {
		const stream = rowStream(workbook, worksheet);
		const styleId = styleIds(workbook);
		const blanks = new Map<number, { column: number; style: number }[]>();
		let xml = "";
		for (let row = 1; row <= this.#last; row++) {
			const cells = (this.#cells.get(row) ?? []).flatMap((cell) => {
				noteCell(workbook, worksheet, name, cell);
				const style = styleId(cellStyle(cell));
				for (let below = row + 1; below < row + (cell.down ?? 1); below++)
					blanks.set(below, [...(blanks.get(below) ?? []), ...columnsOf(cell).map((column) => ({ column, style }))]);
				return columnsOf(cell).map((column) => ({ column, style, ...(column === cell.column ? { cell } : {}) }));
			});
			const all: { column: number; style: number; cell?: Placed }[] = [...cells, ...(blanks.get(row) ?? [])];
			all.sort((a, b) => a.column - b.column);
			const written = all.map(({ column, style, cell }) => oneCell(`${columnLetter(column)}${row}`, style, cell));
			xml += `<row r="${row}" ht="${this.heightOf(row)}" customHeight="1">${written.join("")}</row>`;
		}
		stream.write(xml);
	}
}

function columnsOf({ column, across = 1 }: Placed): number[] {
	return Array.from({ length: across }, (_, n) => column + n);
}

function noteCell(workbook: Workbook, worksheet: Worksheet, sheet: string, cell: Placed): void {
	const { row, column, across = 1, down = 1, link, name } = cell;
	const address = `${columnLetter(column)}${row}`;
	if (across > 1 || down > 1) mergeCells(worksheet, `${address}:${columnLetter(column + across - 1)}${row + down - 1}`);
	if (link) linkCell(worksheet, address, link);
	if (name) workbook.definedNames.add(`${sheetRef(sheet)}!$${columnLetter(column)}$${row}`, name);
}

function cellStyle(cell: Placed): Parameters<StyleId>[0] {
	const { value, type = "text", look = {}, formula, link } = cell;
	const style: Partial<ExcelJS.Style> = styleOf({ ...lookOf(type, value), ...look, link: link !== undefined });
	const quoted = typeof value === "string" && !formula && type === "text" && LIKE_FORMULA.test(value);
	return quoted ? { ...style, quotePrefix: true } : style;
}

function oneCell(address: string, style: number, cell: Placed | undefined): string {
	const head = `<c r="${address}" s="${style}"`;
	if (!cell) return `${head}/>`;
	const { value, type = "text", formula } = cell;
	const stored = typeof value === "string" && type === "text" ? cellText(value) : storedValue(type, value);
	return cellXml(head, stored, formula);
}
