/** Which column of a purchases file holds what. Pure. */
import { FIELDS, type Field } from "./fields.ts";
import { familyOf } from "./heading-families.ts";
import { HEADING_NAMES } from "./heading-names.ts";

/** Heading text as it stands in the file → field, or null for a column that shall be ignored. Remembered per source. */
export type HeadingMapping = Readonly<Record<string, Field | null>>;

/** Field → index of its column, from 0. */
export type Columns = Partial<Record<Field, number>>;

export interface RecognisedColumns {
	columns: Columns;
	/** Headings that no field was found for, as they stand in the file; empty headings are left out. */
	unrecognised: string[];
	/** Required fields without a column. `voucher_no` stands for any number, `amount` for any amount, `booking_date` for any date. */
	missing: Field[];
}

const MAPPED = -1;
/** Any name that is listed is better than one that a family takes. */
const FAMILY = 1_000;

/**
 * Recognises columns by their headings, whatever their case, accents, spaces and punctuation (a BOM included). A remembered mapping
 * wins over the names known here, and a listed name over a family; of two headings for one field the better name wins, then the first, and the other is unrecognised.
 * @throws RangeError when the mapping names a field that does not exist.
 */
export function recognise(headings: readonly string[], mapping: HeadingMapping = {}): RecognisedColumns {
	const mapped = new Map(Object.entries(mapping).map(([heading, field]) => [normaliseHeading(heading), field]));
	const best = new Map<Field, { index: number; rank: number }>();
	headings.forEach((heading, index) => {
		const match = matchOf(normaliseHeading(heading), mapped);
		if (!match) return;
		const held = best.get(match.field);
		if (!held || match.rank < held.rank) best.set(match.field, { index, rank: match.rank });
	});
	const columns: Columns = {};
	for (const [field, { index }] of best) columns[field] = index;
	const taken = new Set([...best.values()].map((column) => column.index));
	const unrecognised = headings.filter((heading, index) => {
		const name = normaliseHeading(heading);
		return name !== "" && !taken.has(index) && mapped.get(name) !== null;
	});
	return { columns, unrecognised, missing: missingOf(columns) };
}

/** A heading's letters and digits without accents, in lower case: `Ver.nr`, `VER NR` and `vernr` are the same heading. */
export function normaliseHeading(text: string): string {
	return text
		.normalize("NFD")
		.toLowerCase()
		.replace(/[^a-z0-9]/g, "");
}

function matchOf(name: string, mapped: ReadonlyMap<string, Field | null>): { field: Field; rank: number } | null {
	if (name === "") return null;
	const chosen = mapped.get(name);
	if (chosen === null) return null;
	if (chosen === undefined) return KNOWN.get(name) ?? inFamily(name);
	if (!FIELDS.includes(chosen)) throw new RangeError(`Unknown field: ${chosen}`);
	return { field: chosen, rank: MAPPED };
}

function inFamily(name: string): { field: Field; rank: number } | null {
	const family = familyOf(name);
	return family && { field: family.field, rank: FAMILY + family.place };
}

function missingOf(columns: Columns): Field[] {
	const has = (...fields: Field[]) => fields.some((field) => columns[field] !== undefined);
	const missing: Field[] = [];
	if (!has("voucher_no", "order_no", "invoice_no")) missing.push("voucher_no");
	if (!has("amount", "amount_net", "amount_gross", "debit", "credit")) missing.push("amount");
	if (!has("booking_date", "invoice_date")) missing.push("booking_date");
	return missing;
}

/** Normalised heading → field and rank: 0 for the field's own name, then the order in `HEADING_NAMES`. */
const KNOWN: ReadonlyMap<string, { field: Field; rank: number }> = new Map(
	FIELDS.flatMap((field) =>
		[field, ...HEADING_NAMES[field]].map((name, rank) => [normaliseHeading(name), { field, rank }] as const),
	),
);

/** Field → index of the first column that one of its names (normalised) heads; for the small files with names of their own. */
export function columnsNamed<F extends string>(
	headings: readonly string[],
	names: Readonly<Record<F, readonly string[]>>,
): Partial<Record<F, number>> {
	const given = headings.map(normaliseHeading);
	const columns: Partial<Record<F, number>> = {};
	for (const [field, known] of Object.entries(names) as [F, readonly string[]][]) {
		const index = given.findIndex((name) => known.includes(name));
		if (index >= 0) columns[field] = index;
	}
	return columns;
}
