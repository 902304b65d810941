import { FIELD_LABELS, type Field } from "./fields.ts";
import type { SeenHeading } from "./heading-search.ts";

/** The whole file cannot be read. The message is one Swedish sentence for the controller; nothing of the file may be stored. */
export class FileRefused extends Error {
	override name = "FileRefused";
}

/** Columns that must be there were not recognised. Carries what a page needs to let the controller map the headings by hand. */
export class ColumnsMissing extends FileRefused {
	override name = "ColumnsMissing";
	readonly seen: SeenHeading;
	readonly missing: readonly Field[];

	constructor(seen: SeenHeading, missing: readonly Field[]) {
		const names = missing.map((field) => FIELD_LABELS[field]);
		const last = names.pop() ?? "";
		const list = names.length > 0 ? `${names.join(", ")} och ${last}` : last;
		super(`Filen saknar kolumn för ${list}. ${headingsText(seen)} Ange vilken rubrik som gäller eller rätta filen.`);
		this.seen = seen;
		this.missing = missing;
	}

	/** The same with what else may be wrong: another sheet, or letters that hide the headings. */
	in({ damage, sheets }: Pick<SeenHeading, "damage" | "sheets">): ColumnsMissing {
		return new ColumnsMissing({ ...this.seen, damage: damage ?? null, sheets: sheets ?? null }, this.missing);
	}
}

const MOST_NAMED = 12;

/** What was seen, so that whoever gets the sentence without a page knows what to map. */
function headingsText({ heading_line, headings }: SeenHeading): string {
	const names = headings.map((one) => one.heading).filter((name) => name !== "");
	const more = names.length > MOST_NAMED ? ` och ${names.length - MOST_NAMED} till` : "";
	return `Rubriker på rad ${heading_line}: ${names.slice(0, MOST_NAMED).join(", ")}${more}.`;
}
