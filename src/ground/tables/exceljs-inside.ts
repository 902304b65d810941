import type { Writable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import ExcelJS from "exceljs";

/**
 * Everything that reaches into exceljs beyond what it shows stands here and nowhere else: its stream writer has no dates of its own
 * for parts, no rows but cell by cell, no links that keep a number a number, no pictures, and an order of parts that Excel repairs.
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
	_sheetRelsWriter: {
		_hyperlinks: { address: string; target: string }[];
		addRelationship(relationship: { Type: string; Target: string }): string;
	};
	_writeHyperlinks(): void;
	_writeDataValidations(): void;
	_writeRowBreaks(): void;
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

/**
 * The library's stream writer with every part dated by `date`; by itself it leaves that to the clock of the machine, and the same
 * content would not be the same bytes. Its constructor writes the first parts at once, so that the dating begins there.
 */
export function datedWriter(options: Options, date: Date): Workbook {
	const Writer = ExcelJS.stream.xlsx.WorkbookWriter as unknown as new (options: Options) => Inside;
	class DatedWriter extends Writer {
		override addThemes(): Promise<unknown> {
			const append = this.zip.append.bind(this.zip);
			this.zip.append = (source, data) =>
				append(data.name === "[Content_Types].xml" ? withDrawings(source as string, this.zip) : source, {
					...data,
					date,
				});
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

const RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing";
const DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.drawing+xml";

/** The drawings a workbook has got so far: parts that its list of contents has to name. */
const drawingsOf = new WeakMap<object, string[]>();

/** Puts a drawing, with its own relations, on a sheet that is not yet committed. */
export function addDrawing(workbook: Workbook, worksheet: Worksheet, parts: { xml: string; relations: string }): void {
	const { zip } = inside(workbook);
	const drawings = drawingsOf.get(zip) ?? [];
	drawingsOf.set(zip, drawings);
	const name = `drawing${drawings.length + 1}.xml`;
	drawings.push(`/xl/drawings/${name}`);
	zip.append(parts.xml, { name: `xl/drawings/${name}` });
	zip.append(parts.relations, { name: `xl/drawings/_rels/${name}.rels` });
	const sheet = insideSheet(worksheet);
	const id = sheet._sheetRelsWriter.addRelationship({ Type: RELATIONSHIP, Target: `../drawings/${name}` });
	// the format wants it after the page's own parts and before what belongs to comments
	const breaks = sheet._writeRowBreaks.bind(sheet);
	sheet._writeRowBreaks = () => {
		breaks();
		sheet.stream.write(`<drawing r:id="${id}"/>`);
	};
}

/** The library's list of what the package holds does not know of the drawings that pictures are put in by. */
function withDrawings(types: string, zip: object): string {
	const parts = (drawingsOf.get(zip) ?? []).map(
		(name) => `<Override PartName="${name}" ContentType="${DRAWING_TYPE}"/>`,
	);
	return types.replace("</Types>", `${parts.join("")}</Types>`);
}
