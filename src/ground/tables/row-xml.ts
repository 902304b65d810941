import type { StyleId } from "./exceljs-inside.ts";
import type ExcelJS from "exceljs";
import { isDate } from "../calendar/civil-date.ts";
import { stockholmTimestamp } from "../calendar/stockholm.ts";
import { cellText } from "./cell-text.ts";
import { type CellType, type Column, cellType } from "./column.ts";
import { columnLetter } from "./sheet-rules.ts";

export const FORMATS: Record<CellType, string> = {
	text: "@",
	count: "#,##0",
	year: "0",
	share: "[=0]0.0 %;[<0.001]0.00 %;0.0 %",
	ore: "#,##0.00",
	mnkr: "#,##0.0",
	hundredths: "#,##0.0#",
	date: "yyyy-mm-dd",
	month: "yyyy-mm",
	instant: "yyyy-mm-dd hh:mm",
};
const LEFT = { vertical: "top", horizontal: "left" } as const;
/** Numbers keep their distance from the text beside them. */
const RIGHT = { vertical: "top", horizontal: "right", indent: 1 } as const;
export const ALIGNMENTS: Record<CellType, Partial<ExcelJS.Alignment>> = {
	text: { ...LEFT, wrapText: true },
	count: RIGHT,
	year: LEFT,
	share: RIGHT,
	ore: RIGHT,
	mnkr: RIGHT,
	hundredths: RIGHT,
	date: LEFT,
	month: LEFT,
	instant: LEFT,
};
const LINK_FONT = { name: "Calibri", family: 2, size: 11, underline: true, color: { argb: "FF1A4F8B" } };

export interface CellMark {
	formula?: string;
	link?: string | undefined;
}

/** T04: such a text is a text in the file, but becomes a formula when somebody edits the cell, unless it is marked as quoted. */
const LIKE_FORMULA = /^\s*[=+\-@]/;

/**
 * Rows as the file holds them. The library takes a row apart into objects and compares the style of every cell anew; a sheet of
 * a year's drawn purchases has millions of cells, so its rows are written straight, with styles asked for once per column.
 */
export class RowXml<Row> {
	readonly #columns: readonly Column<Row>[];
	readonly #letters: readonly string[];
	readonly #widths: readonly number[];
	readonly #styleId: StyleId;
	readonly #styles = new Map<string, number>();

	constructor(columns: readonly Column<Row>[], widths: readonly number[], styleId: StyleId) {
		this.#columns = columns;
		this.#letters = columns.map((_, index) => columnLetter(index + 1));
		this.#widths = widths;
		this.#styleId = styleId;
	}

	of(row: Row, at: number, marks: Readonly<Record<string, CellMark>> | undefined): string {
		let cells = "";
		let lines = 1;
		for (const [index, column] of this.#columns.entries()) {
			const value = column.value(row);
			const mark = marks?.[column.key];
			if ((value === null || value === "") && !mark?.formula) continue;
			const type = column.typeOf ? cellType(column, row) : column.type;
			const stored = storedValue(type, value);
			const is_quoted = typeof stored === "string" && !mark?.formula && LIKE_FORMULA.test(stored);
			const style = this.#styleOf(type, column.typeOf !== undefined, mark?.link !== undefined, is_quoted);
			if (typeof stored === "string") lines = Math.max(lines, linesOf(stored, this.#widths[index]!));
			cells += cellXml(`<c r="${this.#letters[index]}${at}" s="${style}"`, stored, mark?.formula);
		}
		const height = lines > 1 ? ` ht="${heightOf(lines)}" customHeight="1"` : "";
		return `<row r="${at}"${height}>${cells}</row>`;
	}

	/** In a column of facts, where each row has a type of its own, everything stands to the left. */
	#styleOf(type: CellType, facts: boolean, link: boolean, quoted: boolean): number {
		const key = `${type} ${facts} ${link} ${quoted}`;
		let id = this.#styles.get(key);
		if (id === undefined) {
			const alignment = facts ? { ...LEFT, wrapText: type === "text" } : ALIGNMENTS[type];
			const style = { numFmt: FORMATS[type], alignment, ...(link ? { font: LINK_FONT } : {}) };
			id = this.#styleId(quoted ? { ...style, quotePrefix: true } : style);
			this.#styles.set(key, id);
		}
		return id;
	}
}

function cellXml(head: string, value: string | number | null, formula: string | undefined): string {
	if (formula) {
		const type = typeof value === "string" ? ' t="str"' : "";
		return `${head}${type}><f>${escaped(formula)}</f>${value === null ? "" : `<v>${escaped(String(value))}</v>`}</c>`;
	}
	if (typeof value === "number") return `${head}><v>${value}</v></c>`;
	// leading, trailing and line-breaking space is kept only when it is asked for
	const space = /^\s|\s$|\n/.test(value!) ? ' xml:space="preserve"' : "";
	return `${head} t="inlineStr"><is><t${space}>${escaped(value!)}</t></is></c>`;
}

export function escaped(text: string): string {
	if (!/[&<>"]/.test(text)) return text;
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Days from the format's first day to 1 January 1970. */
const EPOCH = 25_569;
const DAY_MS = 86_400_000;

/**
 * Real numbers and real dates; a text stays a text whatever it begins with (T04). A calendar date is that date's number; an
 * instant is what the clock on a Swedish wall showed, for a format that has no time zones. What is no date stays the text it is.
 */
function storedValue(type: CellType, value: string | number | null): string | number | null {
	if (value === null) return null;
	switch (type) {
		case "ore":
		case "hundredths":
			return Number(value) / 100;
		case "mnkr":
			return Number(value) / 100_000_000;
		case "count":
		case "year":
		case "share":
			return Number(value);
		case "date":
			return dayNumber(String(value)) ?? cellText(String(value));
		case "month":
			return dayNumber(`${value}-01`) ?? cellText(String(value));
		case "instant":
			return Date.parse(`${stockholmTimestamp(String(value)).replace(" ", "T")}Z`) / DAY_MS + EPOCH;
		default:
			return cellText(String(value));
	}
}

function dayNumber(date: string): number | null {
	return isDate(date) ? Date.parse(`${date}T00:00:00Z`) / DAY_MS + EPOCH : null;
}

const LINE_POINTS = 15;
const MAX_POINTS = 409;

/** Tall enough for the longest wrapped text: not every program works heights out when it opens a file. */
export function heightOf(lines: number): number {
	return Math.min(lines * LINE_POINTS, MAX_POINTS);
}

/** Words are not cut, so that a line holds about nine tenths of its width. */
export function linesOf(text: string, width: number): number {
	if (text.length < width && !text.includes("\n")) return 1;
	return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);
}
