import type { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import type ExcelJS from "exceljs";
import { isDate } from "../calendar/civil-date.ts";
import { cellText, sheetName } from "./cell-text.ts";
import { type CellType, type Column, cellType } from "./column.ts";
import { datedWriter } from "./dated-writer.ts";
import { columnLetter, linkCell, type SheetRules, setRules, sheetRef } from "./sheet-rules.ts";

const FORMATS: Record<CellType, string> = {
	text: "@",
	count: "#,##0",
	ore: "#,##0.00",
	date: "yyyy-mm-dd",
	instant: "yyyy-mm-dd hh:mm",
};
const LEFT = { vertical: "top", horizontal: "left" } as const;
/** Numbers keep their distance from the text beside them. */
const RIGHT = { vertical: "top", horizontal: "right", indent: 1 } as const;
const ALIGNMENTS: Record<CellType, Partial<ExcelJS.Alignment>> = {
	text: { ...LEFT, wrapText: true },
	count: RIGHT,
	ore: RIGHT,
	date: LEFT,
	instant: LEFT,
};
/** What a sheet holds besides its heading. */
export const MAX_ROWS = 1_048_575;
const ROWS_PER_TURN = 100;

export interface Sheet<Row> {
	name: string;
	columns: readonly Column<Row>[];
	rows: Iterable<Row> | AsyncIterable<Row>;
	/** How many first columns are repeated on each printed page of a wide sheet. */
	repeated?: number;
	/** What a cell is besides its value, by column; `at` is the row's number in the sheet. */
	marks?: (row: Row, at: number) => Readonly<Record<string, Mark>> | undefined;
	/** What people may write, and what stands out. */
	rules?: SheetRules;
}

export interface Mark {
	/** How the value is reached from other cells: a reader sees it, the value stays as it was counted. */
	formula?: string;
	/** Where in the workbook the cell leads, as `Blad!A1`. */
	link?: string | undefined;
	/** The name the cell is known by in formulas. */
	name?: string;
}

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

/**
 * A workbook that is written as it is made, with flat memory. `created` comes from the caller's clock, and every part is dated
 * by it: the same content at the same moment is the same bytes.
 */
export function startWorkbook(stream: Writable, options: { title: string; created: Date }): Workbook {
	const workbook = datedWriter({ stream, useStyles: true, useSharedStrings: false }, options.created);
	workbook.creator = "Tillräcklig";
	workbook.lastModifiedBy = "Tillräcklig";
	workbook.title = cellText(options.title);
	Object.assign(workbook, { language: "sv-SE" }); // written to core.xml; missing in the library's types
	workbook.created = options.created;
	workbook.modified = options.created;
	return workbook;
}

/** One list as a sheet: frozen bold heading, filter, typed cells, landscape print with repeated heading and page numbers. */
export async function addSheet<Row>(workbook: Workbook, sheet: Sheet<Row>): Promise<void> {
	const name = sheetName(sheet.name);
	const worksheet = workbook.addWorksheet(name, {
		views: [{ state: "frozen", ySplit: 1 }],
		pageSetup: {
			paperSize: 9,
			orientation: "landscape",
			fitToPage: true,
			fitToWidth: pagesWide(sheet.columns),
			fitToHeight: 0,
			printTitlesRow: "1:1",
			...(sheet.repeated ? { printTitlesColumn: `A:${columnLetter(sheet.repeated)}` } : {}),
		},
		headerFooter: { oddHeader: `&L${name.replaceAll("&", "&&")}`, oddFooter: "&LTillräcklig&RSida &P av &N" },
	});
	worksheet.columns = sheet.columns.map((column) => ({
		key: column.key,
		width: widthOf(column),
		style: styleOf(column.type),
	}));
	const heading = worksheet.addRow(sheet.columns.map((column) => cellText(headingText(column))));
	heading.eachCell((cell) => {
		cell.font = { name: "Calibri", family: 2, size: 11, bold: true };
		cell.alignment = ALIGNMENTS.text;
		cell.numFmt = "@";
		cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE6EDF2" } };
		cell.border = { bottom: { style: "medium" } };
	});
	fitHeight(heading, sheet.columns);
	heading.commit();
	let count = 0;
	for await (const row of sheet.rows) {
		if (++count > MAX_ROWS) throw new Error(`More rows than a sheet holds: ${name}`);
		addRow(workbook, worksheet, sheet, row);
		// The library compresses in the gaps between turns: without them all of the sheet would wait in memory.
		if (count % ROWS_PER_TURN === 0) await turn();
	}
	worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: sheet.columns.length } };
	worksheet.pageSetup.printArea = `A1:${columnLetter(sheet.columns.length)}${count + 1}`;
	if (sheet.rules) setRules(worksheet, sheet.columns, sheet.rules, count + 1);
	worksheet.commit();
}

function addRow<Row>(workbook: Workbook, worksheet: ExcelJS.Worksheet, sheet: Sheet<Row>, row: Row): void {
	const { columns } = sheet;
	const written = worksheet.addRow(columns.map((column) => cellValue(column, row)));
	const marks = sheet.marks?.(row, written.number);
	for (const [index, column] of columns.entries()) {
		const mark = marks?.[column.key];
		if (!mark) continue;
		const cell = written.getCell(index + 1);
		if (mark.formula) cell.value = { formula: mark.formula, result: cell.value as number };
		if (mark.link) linkCell(worksheet, cell, mark.link);
		if (mark.name) {
			const place = `${sheetRef(sheet.name)}!$${columnLetter(index + 1)}$${written.number}`;
			workbook.definedNames.add(place, mark.name);
		}
	}
	for (const [index, column] of columns.entries()) {
		if (!column.typeOf) continue;
		const type = column.typeOf(row);
		const cell = written.getCell(index + 1);
		cell.numFmt = FORMATS[type];
		cell.alignment = { ...LEFT, wrapText: type === "text" };
	}
	fitHeight(written, columns);
	written.commit();
}

const LINE_POINTS = 15;
const MAX_POINTS = 409;

/** Tall enough for the longest wrapped text: not every program works heights out when it opens a file. */
function fitHeight<Row>(row: ExcelJS.Row, columns: readonly Column<Row>[]): void {
	let lines = 1;
	for (const [index, column] of columns.entries()) {
		const { value } = row.getCell(index + 1);
		if (typeof value === "string") lines = Math.max(lines, linesOf(value, widthOf(column)));
	}
	if (lines > 1) row.height = Math.min(lines * LINE_POINTS, MAX_POINTS);
}

/** Words are not cut, so that a line holds about nine tenths of its width. */
function linesOf(text: string, width: number): number {
	if (text.length < width && !text.includes("\n")) return 1;
	return text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width * 0.9))), 0);
}

function headingText<Row>(column: Column<Row>): string {
	return column.type === "ore" ? `${column.label} (kr)` : column.label;
}

/** Wide enough for the longest word of the heading beside the filter's button. */
function widthOf<Row>(column: Column<Row>): number {
	const longest = Math.max(
		...headingText(column)
			.split(/[\s-]/)
			.map((word) => word.length),
	);
	return Math.max(column.width ?? 16, longest * 1.15 + 3);
}

/** A landscape A4 holds about this many characters that can still be read. */
const PAGE_CHARACTERS = 170;

function pagesWide<Row>(columns: readonly Column<Row>[]): number {
	return Math.ceil(columns.reduce((sum, column) => sum + widthOf(column), 0) / PAGE_CHARACTERS);
}

function styleOf(type: CellType): Partial<ExcelJS.Style> {
	return { numFmt: FORMATS[type], alignment: ALIGNMENTS[type] };
}

/**
 * Real numbers and real dates; a text stays a text whatever it begins with (T04). Dates are written as UTC by the library, so a
 * calendar date becomes that date at midnight UTC. What is no date stays the text it is.
 */
function cellValue<Row>(column: Column<Row>, row: Row): string | number | Date | null {
	const value = column.value(row);
	if (value === null || value === "") return null;
	switch (cellType(column, row)) {
		case "ore":
			return Number(value) / 100;
		case "count":
			return Number(value);
		case "date":
			return isDate(String(value)) ? new Date(`${value}T00:00:00Z`) : cellText(String(value));
		case "instant":
			return wallClock(String(value));
		default:
			return cellText(String(value));
	}
}

const STOCKHOLM = new Intl.DateTimeFormat("sv-SE", {
	timeZone: "Europe/Stockholm",
	dateStyle: "short",
	timeStyle: "medium",
});

/** An instant as the clock on a Swedish wall shows it, for a format that has no time zones. */
function wallClock(instant: string): Date {
	return new Date(`${STOCKHOLM.format(new Date(instant)).replace(" ", "T")}Z`);
}
