import { FIELD_LABELS, type Field } from "./fields.ts";

/** The whole file cannot be read. The message is one Swedish sentence for the controller; nothing of the file may be stored. */
export class FileRefused extends Error {
	override name = "FileRefused";
}

/** Columns that must be there were not recognised. Carries what a page needs to let the controller map the headings by hand. */
export class ColumnsMissing extends FileRefused {
	override name = "ColumnsMissing";
	readonly headings: readonly string[];
	readonly missing: readonly Field[];

	constructor(headings: readonly string[], missing: readonly Field[]) {
		const names = missing.map((field) => FIELD_LABELS[field]);
		const last = names.pop() ?? "";
		const list = names.length > 0 ? `${names.join(", ")} och ${last}` : last;
		super(`Filen saknar kolumn för ${list}. Ange vilken rubrik som gäller eller rätta filen.`);
		this.headings = headings;
		this.missing = missing;
	}
}
