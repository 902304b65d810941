import { cellText, sheetName } from "./cell-text.ts";
import type { Column } from "./column.ts";
import { addBars, openRows, openSheet, type Workbook, type Worksheet } from "./exceljs-inside.ts";
import { Grid, type Placed } from "./grid.ts";
import { COLOURS, type Look, SIZES } from "./look.ts";
import { ALIGNMENTS, type RowLook, RowXml } from "./row-xml.ts";
import { columnLetter, setRules } from "./sheet-rules.ts";
import { headingText, type Sheet, writeRows } from "./xlsx.ts";

/** The row of a printed sheet that has the headings: title, what and when, a sentence and air stand above it. */
export const HEAD_ROW = 5;
export const FIRST_ROW = HEAD_ROW + 1;

/** What is on paper of a sheet, and how it begins. */
export interface Paper<Row> {
	title: string;
	/** What and when, in grey under the title. */
	told: string;
	/** One sentence that says what the table shows. */
	sentence: string;
	/** How many of the first columns are printed. */
	printed: number;
	/** How many columns after them are shown and not printed; the rest are folded away. */
	beside?: number;
	widths?: Readonly<Record<string, number>>;
	labels?: Readonly<Record<string, string>>;
	portrait?: true;
	/** Only the title comes on paper, with the words "Skrivs inte ut". */
	unprinted?: true;
	/** What stands to the left at the foot of each page. */
	foot: string;
	look?: (row: Row) => RowLook;
	/** Columns of shares that are shown as bars. */
	bars?: readonly string[];
}

const MARGINS = { left: 0.47, right: 0.47, top: 0.47, bottom: 0.6, header: 0.3, footer: 0.3 };
const FACE = '&"Arial,Regular"&8';
const ROW: RowLook = { row: { under: "hair" } };

/** Columns in the order of their keys, then the others: those that are printed first. */
export function arranged<Row>(columns: readonly Column<Row>[], first: readonly string[]): Column<Row>[] {
	const leading = first.map((key) => columns.find((column) => column.key === key)!);
	return [...leading, ...columns.filter((column) => !first.includes(column.key))];
}

/** A sheet of the workbook that is made to be printed: the same setting for lists and for pages laid out by hand. */
export function openPrinted(
	workbook: Workbook,
	name: string,
	page: { portrait?: boolean; foot: string; onePage?: boolean; head?: number; technical?: boolean; folded?: boolean },
): Worksheet {
	return openSheet(workbook, name, {
		properties: {
			...(page.technical ? { tabColor: { argb: "FFB5BDBA" } } : { tabColor: { argb: COLOURS.accent } }),
			...(page.folded ? { outlineLevelCol: 1 } : {}),
		},
		views: [page.head ? { showGridLines: false, state: "frozen", ySplit: page.head } : { showGridLines: false }],
		pageSetup: {
			paperSize: 9,
			orientation: page.portrait ? "portrait" : "landscape",
			fitToPage: true,
			fitToWidth: 1,
			fitToHeight: page.onePage ? 1 : 0,
			margins: MARGINS,
			...(page.head ? { printTitlesRow: `${page.head}:${page.head}` } : {}),
		},
		headerFooter: { oddFooter: `&L${FACE}${footed(page.foot)}&R${FACE}${footed(name)} · sida &P av &N` },
	});
}

/** Excel takes 255 characters in all, and reads & as the beginning of a code. A figure after a size would be part of it. */
function footed(text: string): string {
	const short = text.length > 90 ? `${text.slice(0, 89)}…` : text;
	return ` ${cellText(short).replaceAll("&", "&&")}`;
}

/** A list as a sheet that begins with what it is and shows, and prints a few of its columns on the width of a page. */
export async function addPrintedSheet<Row>(workbook: Workbook, sheet: Sheet<Row>, paper: Paper<Row>): Promise<void> {
	const name = sheetName(sheet.name);
	const { columns } = sheet;
	const widths = columns.map((column) => paper.widths?.[column.key] ?? column.width ?? 16);
	const shown = paper.printed + (paper.beside ?? 0);
	const folded = shown < columns.length;
	const worksheet = openPrinted(workbook, name, {
		...{ portrait: paper.portrait ?? false, foot: paper.foot, head: HEAD_ROW },
		...{ technical: paper.unprinted ?? false, folded },
	});
	worksheet.columns = columns.map((column, index) => ({
		key: column.key,
		width: widths[index]!,
		...(index >= shown ? { outlineLevel: 1, hidden: true } : {}),
	}));
	openRows(worksheet);
	headGrid(columns, widths, paper).write(workbook, worksheet, name);
	const count = await writeRows({ workbook, worksheet, sheet, first: FIRST_ROW }, (styleId) => {
		return new RowXml(columns, widths, styleId, {
			look: paper.look ?? (() => ROW),
			measured: paper.unprinted ? columns.length : paper.printed,
		});
	});
	const last = HEAD_ROW + count;
	worksheet.autoFilter = { from: { row: HEAD_ROW, column: 1 }, to: { row: last, column: columns.length } };
	printOnly(worksheet, paper.printed, paper.unprinted ? 3 : last);
	if (paper.unprinted) Object.assign(worksheet.pageSetup, { printTitlesRow: undefined });
	if (sheet.rules) setRules(worksheet, columns, sheet.rules, { first: FIRST_ROW, last });
	addBars(
		worksheet,
		(count > 0 ? (paper.bars ?? []) : []).map((key) => {
			const letter = columnLetter(columns.findIndex((column) => column.key === key) + 1);
			return { ref: `${letter}${FIRST_ROW}:${letter}${last}`, colour: COLOURS.bar };
		}),
	);
	worksheet.commit();
}

/** Prints these first columns and rows. The library makes the place whole only where its rows are fixed. */
export function printOnly(worksheet: Worksheet, columns: number, rows: number): void {
	worksheet.pageSetup.printArea = `A$1:${columnLetter(columns)}$${rows}`;
}

/** The three rows every sheet opens with: title, what and when, and what the table shows. */
export function openingRows(
	{ title, told, sentence }: Pick<Paper<never>, "title" | "told" | "sentence">,
	across: number,
): Placed[] {
	const row = (at: number, value: string, look: Look): Placed => ({ row: at, column: 1, across, value, look });
	return [
		row(1, title, { size: SIZES.title, bold: true, ink: COLOURS.dark }),
		row(2, told, { ink: COLOURS.grey }),
		row(3, sentence, { size: SIZES.text, bold: true }),
	];
}

function headGrid<Row>(columns: readonly Column<Row>[], widths: readonly number[], paper: Paper<Row>): Grid {
	const grid = new Grid(widths);
	const sentence = paper.unprinted ? `${paper.sentence} Skrivs inte ut.` : paper.sentence;
	grid.put(...openingRows({ ...paper, sentence }, paper.printed));
	grid.high(4, 6);
	for (const [index, column] of columns.entries()) {
		const value = paper.labels?.[column.key] ?? headingText(column);
		grid.put({
			row: HEAD_ROW,
			column: index + 1,
			value,
			look: headLook(ALIGNMENTS[column.type].horizontal === "right"),
		});
	}
	return grid;
}

export function headLook(right = false): Look {
	return {
		...{ size: 8.5, bold: true, ink: COLOURS.dark, ground: COLOURS.head, vertical: "bottom", under: "accent" },
		...(right ? { align: "right", indent: 1 } : {}),
	};
}
