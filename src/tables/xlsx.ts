import type { Writable } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import ExcelJS from "exceljs";
import { isDate } from "../calendar/civil-date.ts";
import { cellText, sheetName } from "./cell-text.ts";
import { type CellType, type Column, cellType } from "./column.ts";

const FORMATS: Record<CellType, string> = {
	text: "@",
	count: "#,##0",
	ore: "#,##0.00",
	date: "yyyy-mm-dd",
	instant: "yyyy-mm-dd hh:mm",
};
/** What a sheet holds besides its heading. */
export const MAX_ROWS = 1_048_575;
const ROWS_PER_TURN = 100;

export interface Sheet<Row> {
	name: string;
	columns: readonly Column<Row>[];
	rows: Iterable<Row> | AsyncIterable<Row>;
}

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;

/** A workbook that is written as it is made, with flat memory. `created` comes from the caller's clock. */
export function startWorkbook(stream: Writable, options: { title: string; created: Date }): Workbook {
	const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false });
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
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: "1:1",
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
		cell.font = { bold: true };
		cell.alignment = { vertical: "top", wrapText: true };
		cell.numFmt = "@";
		cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE6EDF2" } };
		cell.border = { bottom: { style: "medium" } };
	});
	heading.commit();
	let count = 0;
	for await (const row of sheet.rows) {
		if (++count > MAX_ROWS) throw new Error(`More rows than a sheet holds: ${name}`);
		addRow(worksheet, sheet.columns, row);
		// The library compresses in the gaps between turns: without them all of the sheet would wait in memory.
		if (count % ROWS_PER_TURN === 0) await turn();
	}
	worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: sheet.columns.length } };
	worksheet.commit();
}

function addRow<Row>(worksheet: ExcelJS.Worksheet, columns: readonly Column<Row>[], row: Row): void {
	const written = worksheet.addRow(columns.map((column) => cellValue(column, row)));
	for (const [index, column] of columns.entries()) {
		if (!column.typeOf) continue;
		const type = column.typeOf(row);
		const cell = written.getCell(index + 1);
		cell.numFmt = FORMATS[type];
		cell.alignment = { vertical: "top", horizontal: "left", wrapText: type === "text" };
	}
	written.commit();
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

function styleOf(type: CellType): Partial<ExcelJS.Style> {
	return { numFmt: FORMATS[type], alignment: { vertical: "top", wrapText: type === "text" } };
}

/**
 * Real numbers and real dates; a text stays a text whatever it begins with (T04). Dates are written as UTC by the library, so a
 * calendar date becomes that date at midnight UTC. What is no date stays the text it is.
 */
export function cellValue<Row>(column: Column<Row>, row: Row): string | number | Date | null {
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
