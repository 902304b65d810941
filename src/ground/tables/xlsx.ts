import type { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import type ExcelJS from "exceljs";
import { cellText, sheetName } from "./cell-text.ts";
import type { CellType, Column } from "./column.ts";
import {
	datedWriter,
	linkCell,
	openSheet,
	rowStream,
	type StyleId,
	setLanguage,
	styleIds,
	type Workbook,
	type Worksheet,
} from "./exceljs-inside.ts";
import { ALIGNMENTS, FORMATS, plainHeight, RowXml, roughLines } from "./row-xml.ts";
import { columnLetter, type SheetRules, setRules, sheetRef } from "./sheet-rules.ts";

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

export type { Workbook };

/**
 * A workbook that is written as it is made, with flat memory. `created` comes from the caller's clock, and every part is dated
 * by it: the same content at the same moment is the same bytes.
 */
export function startWorkbook(stream: Writable, options: { title: string; created: Date }): Workbook {
	const workbook = datedWriter({ stream, useStyles: true, useSharedStrings: false }, options.created);
	workbook.creator = "Tillräcklig";
	workbook.lastModifiedBy = "Tillräcklig";
	workbook.title = cellText(options.title);
	setLanguage(workbook, "sv-SE");
	workbook.created = options.created;
	workbook.modified = options.created;
	return workbook;
}

/** One list as a sheet: frozen bold heading, filter, typed cells, landscape print with repeated heading and page numbers. */
export async function addSheet<Row>(workbook: Workbook, sheet: Sheet<Row>): Promise<void> {
	const name = sheetName(sheet.name);
	const worksheet = openSheet(workbook, name, {
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
	heading.height = plainHeight(
		Math.max(...sheet.columns.map((column) => roughLines(headingText(column), widthOf(column)))),
	);
	heading.commit();
	const count = await writeRows({ workbook, worksheet, sheet, first: 2 }, (styleId) => {
		return new RowXml(sheet.columns, sheet.columns.map(widthOf), styleId);
	});
	worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: sheet.columns.length } };
	worksheet.pageSetup.printArea = `A1:${columnLetter(sheet.columns.length)}${count + 1}`;
	if (sheet.rules) setRules(worksheet, sheet.columns, sheet.rules, { first: 2, last: count + 1 });
	worksheet.commit();
}

/** Writes the rows a few at a time from the row `first`, no faster than they are compressed. Returns how many. */
export async function writeRows<Row>(
	{ workbook, worksheet, sheet, first }: { workbook: Workbook; worksheet: Worksheet; sheet: Sheet<Row>; first: number },
	writer: (styleId: StyleId) => RowXml<Row>,
): Promise<number> {
	const stream = rowStream(workbook, worksheet);
	const xml = writer(styleIds(workbook));
	let count = 0;
	let text = "";
	for await (const row of sheet.rows) {
		const at = first + count;
		if (++count > MAX_ROWS) throw new Error(`More rows than a sheet holds: ${sheet.name}`);
		const marks = sheet.marks?.(row, at);
		if (marks) noteMarks(workbook, worksheet, sheet, at, marks);
		text += xml.of(row, at, marks);
		if (count % ROWS_PER_TURN !== 0) continue;
		stream.write(text);
		text = "";
		await turn();
		await stream.room();
	}
	if (text !== "") stream.write(text);
	return count;
}

/** Notes where the row's cells lead and what they are called. */
function noteMarks<Row>(
	workbook: Workbook,
	worksheet: Worksheet,
	sheet: Sheet<Row>,
	at: number,
	marks: Readonly<Record<string, Mark>>,
): void {
	for (const [index, column] of sheet.columns.entries()) {
		const mark = marks[column.key];
		if (!mark) continue;
		const letter = columnLetter(index + 1);
		if (mark.link) linkCell(worksheet, `${letter}${at}`, mark.link);
		if (mark.name) workbook.definedNames.add(`${sheetRef(sheet.name)}!$${letter}$${at}`, mark.name);
	}
}

export function headingText<Row>(column: Column<Row>): string {
	if (column.type === "mnkr") return `${column.label} (mnkr)`;
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
