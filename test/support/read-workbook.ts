import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import ExcelJS from "exceljs";

export type CellContent = string | number | Date | null;

export interface WorkbookContent {
	title: string;
	sheets: Map<string, { rows: CellContent[][]; sheet: ExcelJS.Worksheet }>;
}

/** A workbook as another program reads it: every sheet's cells, the heading row first. */
export async function readWorkbook(bytes: Buffer | ArrayBuffer): Promise<WorkbookContent> {
	const workbook = new ExcelJS.Workbook();
	await workbook.xlsx.load(bytes as ArrayBuffer);
	const sheets: WorkbookContent["sheets"] = new Map();
	for (const sheet of workbook.worksheets) {
		const rows: CellContent[][] = [];
		sheet.eachRow({ includeEmpty: true }, (row) => {
			rows.push(Array.from({ length: sheet.columnCount }, (_, index) => shownOf(row.getCell(index + 1))));
		});
		sheets.set(sheet.name, { rows, sheet });
	}
	return { title: workbook.title, sheets };
}

/** What the cell shows: a formula's value, a link's text. */
function shownOf(cell: ExcelJS.Cell): CellContent {
	const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
	if (value !== null && typeof value === "object" && "hyperlink" in value) return value.text;
	return (value ?? null) as CellContent;
}

/** The last row that stays in sight is the one with the headings. */
export function headingRowOf(sheet: ExcelJS.Worksheet | undefined): number {
	const view = sheet?.views[0];
	return view?.state === "frozen" ? (view.ySplit ?? 1) : 1;
}

/** The rows of a sheet as objects by heading. */
export function objectsOf(content: WorkbookContent, sheet: string): Record<string, CellContent>[] {
	const found = content.sheets.get(sheet);
	const [headings = [], ...rows] = (found?.rows ?? []).slice(headingRowOf(found?.sheet) - 1);
	return rows.map((row) => Object.fromEntries(row.map((value, index) => [String(headings[index]), value])));
}

const PYTHON = "/usr/bin/python3";

/** True where Debian's openpyxl is installed: an independent reader of the same files. */
export function hasOpenpyxl(): boolean {
	if (!existsSync(PYTHON)) return false;
	try {
		execFileSync(PYTHON, ["-c", "import openpyxl"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}

/** What openpyxl prints about a file: `script` gets the workbook as `wb` and prints JSON. */
export function askOpenpyxl<T>(file: string, script: string): T {
	const code = `import openpyxl, json, sys\nwb = openpyxl.load_workbook(sys.argv[1])\n${script}`;
	return JSON.parse(execFileSync(PYTHON, ["-c", code, file], { encoding: "utf8" })) as T;
}
