import ExcelJS from "exceljs";
import { DRAWING_TYPE, drawingsOf } from "./sheet-pictures.ts";

type Options = ConstructorParameters<typeof ExcelJS.stream.xlsx.WorkbookWriter>[0];

interface Parts {
	zip: { append(source: unknown, data: { name: string; date?: Date }): unknown };
	addThemes(): Promise<unknown>;
}

/**
 * The library's stream writer with every part dated by `date`; by itself it leaves that to the clock of the machine, and the same
 * content would not be the same bytes. Its constructor writes the first parts at once, so that the dating begins there.
 */
export function datedWriter(options: Options, date: Date): ExcelJS.stream.xlsx.WorkbookWriter {
	const Writer = ExcelJS.stream.xlsx.WorkbookWriter as unknown as new (options: Options) => Parts;
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
	return new DatedWriter(options) as unknown as ExcelJS.stream.xlsx.WorkbookWriter;
}

/** The library's list of what the package holds does not know of the drawings that pictures are put in by. */
function withDrawings(types: string, zip: object): string {
	const parts = (drawingsOf.get(zip) ?? []).map(
		(name) => `<Override PartName="${name}" ContentType="${DRAWING_TYPE}"/>`,
	);
	return types.replace("</Types>", `${parts.join("")}</Types>`);
}
