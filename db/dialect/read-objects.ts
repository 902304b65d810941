import { type RawBuilder, sql } from "kysely";
import { isPostgres } from "./ddl.ts";
import type { Db } from "./index.ts";
import { readArrays } from "./read-arrays.ts";

/** Rows that belong together, written as one JSON array of objects. */
export interface WrittenList<Text = string> {
	rows: number;
	text: Text;
}

/** What is read of each row: the JSON's keys in their order, each with its column. */
export interface WrittenColumns {
	/** The id that rows belong together by. */
	of: string;
	/** What they stand in the order of within the list: an id or a number. */
	order: string;
	columns: readonly (readonly [key: string, column: string])[];
}

/**
 * Lists of rows as the JSON that `canonicalJson` would write of them, when the keys are given in its order. SQLite writes each list
 * itself, the same bytes as JSON.stringify: a text a list costs a fifth of a dozen cells a row. What it cannot write (a blob that
 * somebody has put in a text's place) is written here, as PostgreSQL's rows are. `from`: the tables and the condition.
 */
export async function readLists(
	db: Db,
	read: WrittenColumns,
	from: RawBuilder<unknown>,
): Promise<Map<string, WrittenList>> {
	const lists = isPostgres(db) ? null : await readWritten(db, read, from, listOf(read)).catch(() => null);
	return lists ? eachOf(lists, String) : await readCells(db, read, from);
}

/** The same lists as the bytes of their texts, for those that are only hashed: no text is decoded to be encoded again. */
export async function readListBytes(
	db: Db,
	read: WrittenColumns,
	from: RawBuilder<unknown>,
): Promise<Map<string, WrittenList<Uint8Array>>> {
	const bytes = sql`cast(${listOf(read)} as blob)`;
	const lists = isPostgres(db) ? null : await readWritten(db, read, from, bytes).catch(() => null);
	if (lists) return eachOf(lists, (list) => list as Uint8Array);
	return eachOf(await readCells(db, read, from), (text) => Buffer.from(text));
}

function listOf({ order, columns }: WrittenColumns) {
	const fields = columns.map(([key, column]) => sql`${sql.lit(key)}, ${sql.ref(column)}`);
	return sql`'[' || group_concat(json_object(${sql.join(fields)}) order by ${sql.ref(order)}) || ']'`;
}

async function readWritten(db: Db, { of }: WrittenColumns, from: RawBuilder<unknown>, list: RawBuilder<unknown>) {
	const query = sql`select ${sql.ref(of)}, count(*), ${list} from ${from} group by ${sql.ref(of)}`;
	const rows = await readArrays(db, { compile: () => query.compile(db) });
	return new Map(
		rows.map(([of, rows, text]): [string, WrittenList<unknown>] => [String(of), { rows: Number(rows), text }]),
	);
}

function eachOf<From, To>(lists: ReadonlyMap<string, WrittenList<From>>, made: (text: From) => To) {
	return new Map(
		Array.from(lists, ([of, { rows, text }]): [string, WrittenList<To>] => [of, { rows, text: made(text) }]),
	);
}

/** A column's text as its bytes: a report of ten million characters is hashed without becoming one string first. */
export function bytesOf(db: Db, column: string): RawBuilder<Uint8Array> {
	return isPostgres(db) ? sql`convert_to(${sql.ref(column)}, 'UTF8')` : sql`cast(${sql.ref(column)} as blob)`;
}

async function readCells(db: Db, { of, order, columns }: WrittenColumns, from: RawBuilder<unknown>) {
	const cells = columns.map(([, column], n) => sql`${sql.ref(column)} as ${sql.id(`c${n}`)}`);
	const query = sql`select ${sql.ref(of)} as a, ${sql.ref(order)} as b, ${sql.join(cells)} from ${from}`;
	const rows = (await readArrays(db, { compile: () => query.compile(db) })).map(([of, order, ...row]) => {
		const fields = row.map((cell, n) => `${JSON.stringify(columns[n]![0])}:${JSON.stringify(cell)}`);
		return { of: String(of), order: order ?? "", text: `{${fields.join(",")}}` };
	});
	rows.sort((a, b) => (a.order < b.order ? -1 : 1));
	const lists = new Map<string, string[]>();
	for (const { of, text } of rows) {
		const list = lists.get(of);
		if (list) list.push(text);
		else lists.set(of, [text]);
	}
	return new Map(
		Array.from(lists, ([of, own]): [string, WrittenList] => [of, { rows: own.length, text: `[${own.join(",")}]` }]),
	);
}
