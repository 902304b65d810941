import { readFileSync } from "node:fs";
import { frequencyOfKey } from "../../src/ground/calendar/occurrence.ts";
import type { HeadingMapping } from "../../src/ground/reading/headings.ts";
import { DELIMITERS } from "../../src/ground/reading/delimiter.ts";
import { CHOSEN_ENCODINGS } from "../../src/ground/reading/encoding-names.ts";
import type { ReadAs } from "../../src/ground/reading/read-options.ts";
import { FIELDS, type Field } from "../../src/ground/reading/fields.ts";
import { Invalid } from "../../src/ground/errors.ts";
import { UsageError } from "./command.ts";

/** A period key that exists, `2026-10`. */
export function periodOf(value: string | undefined): string {
	if (value === undefined) throw new UsageError("Ange perioden med --period, till exempel --period 2026-10.");
	if (frequencyOfKey(value) === null) throw new UsageError(`”${value}” är ingen period. Skriv till exempel 2026-10.`);
	return value;
}

/** MAP.json: heading → field (null for a column to leave out). */
export function mappingOf(file: string | undefined): HeadingMapping {
	if (file === undefined) return {};
	const wrong = () => new UsageError(`${file} ska vara ett JSON-objekt från rubrik till fält: ${FIELDS.join(", ")}.`);
	let map: unknown;
	try {
		map = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""));
	} catch {
		throw wrong();
	}
	if (typeof map !== "object" || map === null || Array.isArray(map)) throw wrong();
	const isField = (value: unknown) => value === null || FIELDS.includes(value as Field);
	if (!Object.values(map).every(isField)) throw wrong();
	return map as HeadingMapping;
}

/** The system that the file comes from. */
export function sourceOf(name: string | undefined): string | null {
	if (name === undefined) return null;
	const text = name.trim();
	if (text === "" || text.length > 60) throw new UsageError("Ange källans namn med --source, högst 60 tecken.");
	return text;
}

interface ReadAsValues {
	"heading-row"?: string | undefined;
	delimiter?: string | undefined;
	encoding?: string | undefined;
	sheet?: string | undefined;
}

/** How the file is to be read, where the reader takes it wrong. */
export function readAsOf({ "heading-row": row, delimiter, encoding, sheet }: ReadAsValues): Omit<ReadAs, "mapping"> {
	const char = delimiter === "\\t" ? "\t" : delimiter;
	const [mark, name] = [DELIMITERS.find((one) => one === char), CHOSEN_ENCODINGS.find((one) => one === encoding)];
	if (row !== undefined && !/^[1-9]\d{0,2}$/.test(row))
		throw new UsageError("Ange rubrikernas rad som ett heltal med --heading-row.");
	if (delimiter !== undefined && !mark) throw new UsageError("Ange avgränsaren som ; , | eller \\t med --delimiter.");
	if (encoding !== undefined && !name)
		throw new UsageError(`Ange en teckenkodning med --encoding: ${CHOSEN_ENCODINGS.join(", ")}.`);
	return {
		...(row === undefined ? {} : { heading_line: Number(row) }),
		...(mark === undefined ? {} : { delimiter: mark }),
		...(name === undefined ? {} : { encoding: name }),
		...(sheet === undefined ? {} : { sheet }),
	};
}

/** The page's refusals name its buttons and fields; here they name the options. */
const OPTIONS: Record<string, string> = {
	accept_refused: "Visa dem med --preview; läs in utan dem med --accept-refused.",
	accept_undated: "Bekräfta med --undated.",
	accept_damaged: "Läs om den med --encoding, eller läs in den så med --accept-damaged.",
	unit_id: "Ange enhetens kod med --unit.",
	control_id: "Ange kontrollmomentet med --control.",
	corrects: "Läs in filen utan --correct.",
};

export function inOptions(error: unknown): never {
	const option = error instanceof Invalid && Object.keys(OPTIONS).find((field) => error.fields[field]);
	throw option ? new UsageError(`${(error as Invalid).message} ${OPTIONS[option]}`) : error;
}
