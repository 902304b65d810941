import type { CellType, Column } from "./column.ts";

/** A field's value before it is put into a form, a cell or a database column. */
type Value = string | number | null | readonly string[];

interface Named<Row> {
	/** Over the input, on the noun's own page, and wherever nothing else is said below. */
	label: string;
	/** In lists, the workbook and the trail, where the label asks or explains. */
	short?: string;
	/** Over the column of the list alone. */
	list?: string;
	/** Where it stands when not everywhere: on its noun's own page alone, or there and in the list but not in the workbook. */
	only?: "page" | "list";
	/** After "ändrade" in the trail; when left out the short words, in small letters. */
	trail?: string;
	/** How it is read from a saved row that does not hold it under its own name, or not as the form does. */
	read?: (row: Row) => Value;
}

/**
 * One field of a noun, told once: what it is called and how it is read and written. `words` is stored as a JSON array of the chosen
 * words, `yes` as 1 or 0, everything else as it is.
 */
export type Field<Row> = Named<Row> &
	(
		| { kind: "text" | "date" | "count" | "words" | "yes" }
		| { kind: "word"; words: Readonly<Record<string, string>> }
		/** The id of another row, which a person reads by its name. */
		| { kind: "reference"; name: (row: Row) => string | null }
	);

/** The fields of a table that have a place in the list, and those that have one in the workbook: all that do not say otherwise. */
export type ListedOf<Fields> = Exclude<keyof Fields, OnlyOf<Fields, "page">> & string;
export type InWorkbookOf<Fields> = Exclude<keyof Fields, OnlyOf<Fields, "page" | "list">> & string;
type OnlyOf<Fields, Where> = { [K in keyof Fields]: Fields[K] extends { only: Where } ? K : never }[keyof Fields];

type Table<Row, Key extends string = string> = Readonly<Record<Key, Field<Row>>>;
type Keys<Input> = Exclude<keyof Input, "version"> & string;

/** A table with a field for every key of a form's schema; a row that lacks the key must say how it is read. */
export type FieldsOf<Input, Row> = {
	readonly [K in Keys<Input>]: Field<Row> & (K extends keyof Row ? unknown : { read: (row: Row) => Value });
};

function rawValue<Row>(fields: Table<Row>, key: string, row: Row): Value {
	const read = fields[key]!.read;
	return read ? read(row) : ((row as Record<string, Value>)[key] ?? null);
}

/** A saved row as its form holds it. */
export function formValues<Row, Key extends string>(fields: Table<Row, Key>, row: Row): Record<Key, string | string[]> {
	const held = (key: string): string | string[] => {
		const value = rawValue(fields, key, row);
		if (fields[key as Key].kind === "yes") return value === 1 ? "yes" : "";
		return Array.isArray(value) ? [...value] : String(value ?? "");
	};
	return Object.fromEntries(Object.keys(fields).map((key) => [key, held(key)])) as Record<Key, string | string[]>;
}

/** The form's values as the columns of the database hold them. */
export type Stored<Input> = {
	[K in keyof Input]: Input[K] extends readonly unknown[] ? string : Input[K] extends "yes" | null ? number : Input[K];
};

export function storedValues<Input extends object>(fields: Table<never, Keys<Input>>, input: Input): Stored<Input> {
	const stored = ([key, value]: [string, unknown]) => {
		const kind = (fields as Table<never>)[key]?.kind;
		if (kind === "words") return [key, JSON.stringify(value)];
		if (kind === "yes") return [key, value === "yes" ? 1 : 0];
		return [key, value];
	};
	return Object.fromEntries(Object.entries(input).map(stored)) as Stored<Input>;
}

/** A saved row's fields as its columns hold them: what an edit is compared with. */
export function storedFields<Row>(fields: Table<Row>, row: Row): Record<string, string | number | null> {
	const stored = (value: Value) => (Array.isArray(value) ? JSON.stringify(value) : (value as string | number | null));
	return Object.fromEntries(Object.keys(fields).map((key) => [key, stored(rawValue(fields, key, row))]));
}

/** Field → the word after "ändrade" in the trail. */
export function trailWords(fields: Table<never>): Record<string, string> {
	const word = ({ label, short = label, trail }: Named<never>) =>
		trail ?? short.charAt(0).toLowerCase() + short.slice(1);
	return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, word(field)]));
}

/** How a value of a form reads: the word of a vocabulary, the name of whom or what it points at, or itself. */
export function readerOf(
	fields: Table<never>,
	named: readonly { id: string; name: string }[] = [],
): (key: string, value: string) => string {
	const names = new Map(named.map(({ id, name }) => [id, name]));
	return (key, value) => {
		const field = fields[key];
		if (field?.kind === "yes") return value === "yes" ? "Ja" : "Nej";
		if (field?.kind === "reference") return names.get(value) ?? value;
		return (field?.kind === "word" && field.words[value]) || value;
	};
}

interface Head {
	key: string;
	label: string;
}

/** Where a field stands among the columns of a list. */
interface Place<Row> {
	/** The column's key in the files, where it is another than the field's. */
	key?: string;
	width?: number;
	first?: boolean;
	phone?: boolean;
	order?: Column<Row>["order"];
}

const CELLS: Partial<Record<Field<never>["kind"], CellType>> = { date: "date", count: "count" };

function shownAs(field: Field<never>, value: Value): string | number | null {
	if (value === null) return null;
	if (field.kind === "yes") return value === 1 ? "Ja" : "Nej";
	if (Array.isArray(value)) return value.join(", ");
	if (field.kind === "word") return field.words[String(value)] ?? null;
	return value as string | number | null;
}

/** A saved field as a person reads it. */
export function shownValue<Row>(fields: Table<Row>, key: string, row: Row): string | number | null {
	const field = fields[key]!;
	return shownAs(field, field.kind === "reference" ? field.name(row) : rawValue(fields, key, row));
}

function headOf<Row>(field: Field<never>, { key, label, width, first, phone, order }: Place<Row> & Head) {
	const type: CellType = CELLS[field.kind] ?? "text";
	const words = field.kind === "word" ? field.words : undefined;
	return { key, label, type, first, phone, words, order, ...(width === undefined ? {} : { width }) };
}

/** A field as a column of rows of another shape, as in the workbook; `value` gives the stored value, or a reference's name. */
export function columnOf<Row>(
	field: Field<never>,
	{ value, ...place }: Place<Row> & { key: string; value: (row: Row) => Value },
): Column<Row> {
	return {
		...headOf(field, { label: field.short ?? field.label, ...place }),
		value: (row) => shownAs(field, value(row)),
	};
}

/**
 * The columns of a list, in the order they are written: every field that is listed has a place or says null, that another column says
 * it; between them stand the columns that no form writes.
 */
export function columnsOf<Row, Key extends string>(
	fields: Table<Row, Key>,
	places: Readonly<Record<Key, Place<Row> | null>> &
		Readonly<Record<string, Place<Row> | Omit<Column<Row>, "key"> | null>>,
): Column<Row>[] {
	return Object.entries<Place<Row> | Omit<Column<Row>, "key"> | null>(places).flatMap(([key, place]) => {
		if (place === null) return [];
		if ("value" in place) return [{ key, ...place }];
		const field: Field<Row> = fields[key as Key];
		return [
			{
				...headOf(field, { key, label: field.list ?? field.short ?? field.label, ...place }),
				value: (row: Row) => shownValue(fields, key, row),
			},
		];
	});
}
