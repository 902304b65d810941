import type { StyleId } from "./exceljs-inside.ts";
import type ExcelJS from "exceljs";
import { isDate } from "../calendar/civil-date.ts";
import { stockholmTimestamp } from "../calendar/stockholm.ts";
import { cellText } from "./cell-text.ts";
import { type CellType, type Column, cellType } from "./column.ts";
import { COLOURS, type Look, SIZES, styleOf } from "./look.ts";
import { columnLetter } from "./sheet-rules.ts";
import { columnPoints, heightOf, linesOf, MAX_POINTS } from "./text-width.ts";

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
export const LIKE_FORMULA = /^\s*[=+\-@]/;

/** How the rows of a printed sheet look: what they have in common, and what a column has of its own. */
export interface RowLook {
	row: Look;
	columns?: Readonly<Record<string, Look>>;
	/** Folded under the row above it. */
	outline?: 1;
}

interface Styled {
	type: CellType;
	look: RowLook | undefined;
	stored: string | number | null;
	link: boolean;
	quoted: boolean;
}

/** How high a row of a printed sheet is at least: a line with air around it. */
const LEAST_POINTS = 16;

/**
 * Rows as the file holds them. The library takes a row apart into objects and compares the style of every cell anew; a sheet of
 * a year's drawn purchases has millions of cells, so its rows are written straight, with styles asked for once per column and look.
 */
export class RowXml<Row> {
	readonly #columns: readonly Column<Row>[];
	readonly #letters: readonly string[];
	readonly #widths: readonly number[];
	readonly #styleId: StyleId;
	readonly #measured: number;
	readonly #look: ((row: Row) => RowLook) | undefined;
	readonly #styles = new Map<RowLook | undefined, Map<string, number>>();

	/** `look` answers the same object for rows that look the same; rows are as high as their first `measured` columns need. */
	constructor(
		columns: readonly Column<Row>[],
		widths: readonly number[],
		styleId: StyleId,
		printed?: { look: (row: Row) => RowLook; measured: number },
	) {
		this.#columns = columns;
		this.#letters = columns.map((_, index) => columnLetter(index + 1));
		this.#widths = widths;
		this.#styleId = styleId;
		this.#look = printed?.look;
		this.#measured = printed?.measured ?? columns.length;
	}

	of(row: Row, at: number, marks: Readonly<Record<string, CellMark>> | undefined): string {
		const look = this.#look?.(row);
		let cells = "";
		let points = look ? LEAST_POINTS : 0;
		for (const [index, column] of this.#columns.entries()) {
			const value = column.value(row);
			const mark = marks?.[column.key];
			const isEmpty = (value === null || value === "") && !mark?.formula;
			if (isEmpty && !look) continue;
			const type = column.typeOf ? cellType(column, row) : column.type;
			const stored = isEmpty ? null : storedValue(type, value);
			const is_quoted = typeof stored === "string" && !mark?.formula && LIKE_FORMULA.test(stored);
			const style = this.#styleOf(column, { type, look, stored, link: mark?.link !== undefined, quoted: is_quoted });
			if (typeof stored === "string" && index < this.#measured)
				points = Math.max(points, this.#pointsOf(stored, index, look));
			cells += cellXml(`<c r="${this.#letters[index]}${at}" s="${style}"`, stored, mark?.formula);
		}
		const height = points > 0 ? ` ht="${points}" customHeight="1"` : "";
		return `<row r="${at}"${height}${look?.outline ? ' outlineLevel="1"' : ""}>${cells}</row>`;
	}

	/** In a column of facts, where each row has a type of its own, everything stands to the left. */
	#styleOf(column: Column<Row>, { type, look, stored, link, quoted }: Styled): number {
		const styles = this.#styles.get(look) ?? new Map<string, number>();
		this.#styles.set(look, styles);
		const own = look?.columns?.[column.key];
		const key = `${type} ${column.typeOf !== undefined} ${link} ${quoted} ${stored === 0} ${own ? column.key : ""}`;
		let id = styles.get(key);
		if (id === undefined) {
			const style = look
				? styleOf({ ...look.row, ...lookOf(type, stored), ...own, link })
				: plainStyle(type, column.typeOf !== undefined, link);
			id = this.#styleId(quoted ? { ...style, quotePrefix: true } : style);
			styles.set(key, id);
		}
		return id;
	}

	#pointsOf(text: string, index: number, look: RowLook | undefined): number {
		if (!look) {
			const lines = roughLines(text, this.#widths[index]!);
			return lines > 1 ? plainHeight(lines) : 0;
		}
		const { size = SIZES.row, bold } = { ...look.row, ...look.columns?.[this.#columns[index]!.key] };
		const width = columnPoints(this.#widths[index]!);
		return heightOf(linesOf(text, width, { size, bold }), size);
	}
}

function plainStyle(type: CellType, facts: boolean, link: boolean): Partial<ExcelJS.Style> {
	const alignment = facts ? { ...LEFT, wrapText: type === "text" } : ALIGNMENTS[type];
	return { numFmt: FORMATS[type], alignment, ...(link ? { font: LINK_FONT } : {}) };
}

/** How a value of a type stands on a printed sheet. Whoever reads a zero has nothing to look for: it is grey. */
export function lookOf(type: CellType, value: string | number | null): Look {
	const { horizontal, indent, wrapText } = ALIGNMENTS[type];
	return {
		format: FORMATS[type],
		align: horizontal === "right" ? "right" : "left",
		wrap: wrapText === true,
		...(indent ? { indent } : {}),
		...(value === 0 && type === "count" ? { ink: COLOURS.quiet } : {}),
	};
}

export function cellXml(head: string, value: string | number | null, formula: string | undefined): string {
	if (formula) {
		const type = typeof value === "string" ? ' t="str"' : "";
		return `${head}${type}><f>${escaped(formula)}</f>${value === null ? "" : `<v>${escaped(String(value))}</v>`}</c>`;
	}
	if (value === null) return `${head}/>`;
	if (typeof value === "number") return `${head}><v>${value}</v></c>`;
	// leading, trailing and line-breaking space is kept only when it is asked for
	const space = /^\s|\s$|\n/.test(value) ? ' xml:space="preserve"' : "";
	return `${head} t="inlineStr"><is><t${space}>${escaped(value)}</t></is></c>`;
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
export function storedValue(type: CellType, value: string | number | null): string | number | null {
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

/** Tall enough for the longest wrapped text of a plain list: not every program works heights out when it opens a file. */
export function plainHeight(lines: number): number {
	return Math.min(lines * LINE_POINTS, MAX_POINTS);
}

/** Words are not cut, so that a line holds about nine tenths of its width. */
export function roughLines(text: string, width: number): number {
	if (text.length < width && !text.includes("\n")) return 1;
	return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);
}
