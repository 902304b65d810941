import { createRequire } from "node:module";
import type { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type ExcelJS from "exceljs";

/**
 * Everything that reaches into exceljs beyond what it shows stands here and nowhere else: its stream writer has no dates of its own
 * for parts, no rows but cell by cell, no links that keep a number a number, only half a rule for bars, and an order of parts that
 * Excel repairs.
 * test/ground/tables/exceljs-inside.test.ts holds every member named here, so that an upgrade that moves one fails there.
 */

export type Workbook = ExcelJS.stream.xlsx.WorkbookWriter;
export type Worksheet = ExcelJS.Worksheet;
type Options = ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0];

/** What a style is called in the workbook's table of styles. */
export type StyleId = (style: Partial<ExcelJS.Style> & { quotePrefix?: true }) => number;

interface Inside {
	zip: { append(source: unknown, data: { name: string; date?: Date }): unknown };
	addThemes(): Promise<unknown>;
	/** Each style of the model as it will stand in the file. */
	styles: { addStyleModel(style: Partial<ExcelJS.Style>): number; model: { styles: string[] } };
	stream: Writable;
	language?: string;
}

interface SheetInside {
	stream: SheetStream;
	dataValidations: { add(ref: string, rule: ExcelJS.DataValidation): void };
	_sheetRelsWriter: { _hyperlinks: { address: string; target: string }[] };
	/** Ranges, or whatever else says one as a text. */
	_merges: { push(range: string): unknown };
	startedData: boolean;
	_writeColumns(): void;
	_writeOpenSheetData(): void;
	_writeHyperlinks(): void;
	_writeConditionalFormatting(): void;
	_writeDataValidations(): void;
	_writeCloseWorksheet(): void;
}

/** It takes whatever it is given, so that somebody has to ask how much it holds. */
interface SheetStream {
	write(text: string): unknown;
	buffers: readonly unknown[];
	/** Of readable-stream 2, which has no `writableLength` to ask. */
	pipes: readonly { _writableState: { length: number } }[];
}

const inside = (workbook: Workbook) => workbook as unknown as Inside;
const insideSheet = (worksheet: Worksheet) => worksheet as unknown as SheetInside;

/** Its writer alone, and when the first workbook is made: the whole is 26 MB and half a second of a server that may never make one. */
const WRITER = "exceljs/lib/stream/xlsx/workbook-writer.js";
const require = createRequire(import.meta.url);

/**
 * The library's stream writer with every part dated by `date`; by itself it leaves that to the clock of the machine, and the same
 * content would not be the same bytes. Its constructor writes the first parts at once, so that the dating begins there.
 */
export function datedWriter(options: Options, date: Date): Workbook {
	const Writer = require(WRITER) as new (options: Options) => Inside;
	class DatedWriter extends Writer {
		override addThemes(): Promise<unknown> {
			const append = this.zip.append.bind(this.zip);
			this.zip.append = (source, data) => append(source, { ...data, date });
			return super.addThemes();
		}
	}
	return new DatedWriter(options) as unknown as Workbook;
}

/** Written to core.xml; missing in the library's types. */
export function setLanguage(workbook: Workbook, language: string): void {
	inside(workbook).language = language;
}

/**
 * Asks the workbook's table of styles for a style's number, for rows that are not the library's own. The library has no word for
 * quotePrefix: such a style is made without it, and put in once more with it.
 */
export function styleIds(workbook: Workbook): StyleId {
	const { styles } = inside(workbook);
	return ({ quotePrefix, ...style }) => {
		const plain = styles.addStyleModel(style);
		const { styles: all } = styles.model;
		return quotePrefix ? all.push(all[plain]!.replace("<xf ", '<xf quotePrefix="1" ')) - 1 : plain;
	};
}

/**
 * A sheet of the workbook. The library writes the links before what the format wants before them, and Excel then asks to repair
 * the file: they wait for the validations, which come last of those.
 */
export function openSheet(
	workbook: Workbook,
	name: string,
	options: Parameters<Workbook["addWorksheet"]>[1],
): Worksheet {
	const worksheet = workbook.addWorksheet(name, options);
	const sheet = insideSheet(worksheet);
	const [links, validations] = [sheet._writeHyperlinks.bind(sheet), sheet._writeDataValidations.bind(sheet)];
	sheet._writeHyperlinks = () => {};
	sheet._writeDataValidations = () => {
		validations();
		links();
	};
	return worksheet;
}

const BUFFER_BYTES = 65_536;
const MAX_WAITING = 1_000_000;

/** Where a sheet's rows are written as the file holds them, once its heading is committed. */
export function rowStream(
	workbook: Workbook,
	worksheet: Worksheet,
): { write(xml: string): void; room(): Promise<void> } {
	const { stream } = insideSheet(worksheet);
	const { stream: out } = inside(workbook);
	const waiting = () =>
		stream.buffers.length * BUFFER_BYTES + stream.pipes.reduce((sum, pipe) => sum + pipe._writableState.length, 0);
	return {
		write: (xml) => void stream.write(xml),
		/** Waits until what has been written is compressed, so that memory stays flat. */
		async room() {
			while (waiting() > MAX_WAITING) {
				if (out.destroyed) throw new Error("The workbook's stream was closed");
				await delay(1);
			}
		},
	};
}

export function addValidation(worksheet: Worksheet, ref: string, rule: ExcelJS.DataValidation): void {
	insideSheet(worksheet).dataValidations.add(ref, rule);
}

/** Excel shows at most this many links on a sheet. */
const MAX_LINKS = 65_000;

/** Makes a cell lead to another place in the workbook and keeps its value what it is: a number stays a number. */
export function linkCell(worksheet: Worksheet, address: string, target: string): void {
	const { _hyperlinks: links } = insideSheet(worksheet)._sheetRelsWriter;
	if (links.length < MAX_LINKS) links.push({ address, target });
}

/** Merges cells of rows that are written straight; the library's own merging wants rows that it holds. */
export function mergeCells(worksheet: Worksheet, ref: string): void {
	insideSheet(worksheet)._merges.push(ref);
}

/** Writes what stands before the first row, for a sheet whose rows are all written straight. */
export function openRows(worksheet: Worksheet): void {
	const sheet = insideSheet(worksheet);
	sheet._writeColumns();
	sheet._writeOpenSheetData();
	sheet.startedData = true;
}

/** A bar in each cell as long as its share of one, filled with one colour and without the number. */
export interface Bars {
	ref: string;
	colour: string;
}

const X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
/** What the format calls a rule's later half, and the list of those halves. */
const [RULE_URI, LIST_URI] = ["{B025F937-C7B1-47D3-B67F-A62EFF666E3E}", "{78C0D931-6437-407d-A8EE-F0AAD7539E65}"];

/**
 * Bars on a sheet that is not yet committed. The library's stream writer knows only the older half of the rule, whose bars fade and
 * end before the cell does; the newer half stands last on the sheet and is found by a number of ours, the same every time.
 */
export function addBars(worksheet: Worksheet, bars: readonly Bars[]): void {
	if (bars.length === 0) return;
	const sheet = insideSheet(worksheet);
	const id = (index: number) => `{00000000-0000-4000-8000-${String(index + 1).padStart(12, "0")}}`;
	const ends = (tag: string, value: (n: number) => string) =>
		[0, 1].map((n) => `<${tag} type="num"${value(n)}`).join("");
	const [rules, close] = [sheet._writeConditionalFormatting.bind(sheet), sheet._writeCloseWorksheet.bind(sheet)];
	sheet._writeConditionalFormatting = () => {
		rules();
		for (const [index, { ref, colour }] of bars.entries())
			sheet.stream.write(
				`<conditionalFormatting sqref="${ref}"><cfRule type="dataBar" priority="${50 + index}"><dataBar showValue="0">${ends("cfvo", (n) => ` val="${n}"/>`)}<color rgb="${colour}"/></dataBar><extLst><ext uri="${RULE_URI}" xmlns:x14="${X14}"><x14:id>${id(index)}</x14:id></ext></extLst></cfRule></conditionalFormatting>`,
			);
	};
	sheet._writeCloseWorksheet = () => {
		const later = bars.map(
			({ ref }, index) =>
				`<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="dataBar" id="${id(index)}"><x14:dataBar minLength="0" maxLength="100" gradient="0" showValue="0">${ends("x14:cfvo", (n) => `><xm:f>${n}</xm:f></x14:cfvo>`)}</x14:dataBar></x14:cfRule><xm:sqref>${ref}</xm:sqref></x14:conditionalFormatting>`,
		);
		sheet.stream.write(
			`<extLst><ext uri="${LIST_URI}" xmlns:x14="${X14}"><x14:conditionalFormattings>${later.join("")}</x14:conditionalFormattings></ext></extLst>`,
		);
		close();
	};
}
