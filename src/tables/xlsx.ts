import type { Writable } from "node:stream";
import ExcelJS from "exceljs";
import type { CellType, Column } from "./column.ts";

const FORMATS: Record<CellType, string | undefined> = {
	text: "@",
	count: "#,##0",
	ore: "#,##0.00",
	date: "yyyy-mm-dd",
	instant: "yyyy-mm-dd hh:mm",
};

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
	workbook.title = options.title;
	Object.assign(workbook, { language: "sv-SE" }); // written to core.xml; missing in the library's types
	workbook.created = options.created;
	workbook.modified = options.created;
	return workbook;
}

/** One list as a sheet: frozen bold heading, filter, typed cells, landscape print with repeated heading and page numbers. */
export async function addSheet<Row>(workbook: Workbook, sheet: Sheet<Row>): Promise<void> {
	const worksheet = workbook.addWorksheet(sheet.name, {
		views: [{ state: "frozen", ySplit: 1 }],
		pageSetup: {
			paperSize: 9,
			orientation: "landscape",
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: 0,
			printTitlesRow: "1:1",
		},
		headerFooter: { oddHeader: `&L${sheet.name}`, oddFooter: "&LTillräcklig&RSida &P av &N" },
	});
	worksheet.columns = sheet.columns.map((column) => ({
		key: column.key,
		width: column.width ?? 16,
		style: { ...numberFormat(column.type), alignment: { vertical: "top", wrapText: column.type === "text" } },
	}));
	const heading = worksheet.addRow(sheet.columns.map((column) => headingText(column)));
	heading.font = { bold: true };
	heading.eachCell((cell) => {
		cell.fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE6EDF2" } };
		cell.border = { bottom: { style: "medium" } };
	});
	heading.commit();
	for await (const row of sheet.rows) {
		worksheet.addRow(sheet.columns.map((column) => cellValue(column, row))).commit();
	}
	worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: sheet.columns.length } };
	worksheet.commit();
}

function headingText<Row>(column: Column<Row>): string {
	return column.type === "ore" ? `${column.label} (kr)` : column.label;
}

function numberFormat(type: CellType): { numFmt?: string } {
	const format = FORMATS[type];
	return format ? { numFmt: format } : {};
}

/**
 * Real numbers and real dates; a text stays a text whatever it begins with (T04). Dates are written as UTC by the library, so a
 * calendar date becomes that date at midnight UTC.
 */
export function cellValue<Row>(column: Column<Row>, row: Row): string | number | Date | null {
	const value = column.value(row);
	if (value === null || value === "") return null;
	if (column.type === "ore") return Number(value) / 100;
	if (column.type === "date") return new Date(`${String(value).slice(0, 10)}T00:00:00Z`);
	if (column.type === "instant") return wallClock(String(value));
	return column.type === "count" ? Number(value) : plainText(String(value));
}

/** Excel's limit is 32 767 characters a cell; control characters would make the file need repair. */
function plainText(text: string): string {
	return text.replace(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, "").slice(0, 32_767);
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
