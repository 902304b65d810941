import { type Expression, type RawBuilder, type SqlBool, expressionBuilder, sql } from "kysely";
import { containing } from "./tables.ts";

/** What a list is asked to be ordered by: the key of one of its columns, and which way. */
export interface AskedOrder {
	key: string;
	descending: boolean;
}

interface OrderValue {
	by: RawBuilder<unknown>;
	/** What has no value stands last, whichever way; a column that always has one is read along its index. */
	nullable: boolean;
}

/** Every column of a list, and what its rows are ordered by. */
export type Orders = Readonly<Record<string, OrderValue>>;

const LETTERS = [
	["Å", "{"],
	["å", "{"],
	["Ä", "|"],
	["ä", "|"],
	["Ö", "}"],
	["ö", "}"],
	["É", "e"],
	["é", "e"],
	["Ü", "u"],
	["ü", "u"],
] as const;

/** A text as `sortKey` writes it, so that words without a column for it are ordered and found by the Swedish alphabet. */
function swedish(column: string): RawBuilder<string> {
	return LETTERS.reduce<RawBuilder<string>>(
		(text, [letter, key]) => sql`replace(${text}, ${sql.lit(letter)}, ${sql.lit(key)})`,
		sql`lower(${sql.ref(column)})`,
	);
}

export const byText = (column: string): OrderValue => ({ by: sql`nullif(${swedish(column)}, '')`, nullable: true });
/** A number, a day, or a name in the form it is sorted in. */
export const byValue = (column: string): OrderValue => ({ by: sql`${sql.ref(column)}`, nullable: true });
export const byFilled = (column: string): OrderValue => ({ by: sql`${sql.ref(column)}`, nullable: false });

/** By the place of a word among its words, from the first to the last. */
export function byLadder(column: string, words: readonly string[]): OrderValue {
	const steps = words.map((word, place) => sql`when ${sql.lit(word)} then ${sql.lit(place)}`);
	return { by: sql`case ${sql.ref(column)} ${sql.join(steps, sql` `)} end`, nullable: true };
}

/** The terms of `order by`; what settles equal rows comes after it. */
export function orderTerm(orders: Orders, { key, descending }: AskedOrder): RawBuilder<unknown> {
	const value = orders[key];
	if (!value) throw new Error(`No order is told for the column ${key}`);
	const way = descending ? sql`desc` : sql`asc`;
	return value.nullable ? sql`${value.by} is null, ${value.by} ${way}` : sql`${value.by} ${way}`;
}

/** Every word of the text stands in one of the columns: names in their `sort_name`, texts as they are. */
export function wordsIn(
	text: string,
	columns: { names?: readonly string[]; texts?: readonly string[] },
): Expression<SqlBool> {
	const eb = expressionBuilder<Record<string, never>, never>();
	const read = [...(columns.names ?? []).map((name) => sql`${sql.ref(name)}`), ...(columns.texts ?? []).map(swedish)];
	return eb.and(
		containing(text).map((word) => eb.or(read.map((column) => sql<SqlBool>`${column} like ${word} escape '!'`))),
	);
}
