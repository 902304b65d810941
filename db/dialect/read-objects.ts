import { type RawBuilder, sql } from "kysely";
import { isPostgres } from "./ddl.ts";
import type { Db } from "./index.ts";
import { readArrays } from "./read-arrays.ts";

/** Rows that belong together, written as one JSON array of objects. */
export interface WrittenList {
	rows: number;
	text: string;
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
	const lists = isPostgres(db) ? null : await readWritten(db, read, from).catch(() => null);
	return lists ?? (await readCells(db, read, from));
}

async function readWritten(db: Db, { of, order, columns }: WrittenColumns, from: RawBuilder<unknown>) {
	const fields = columns.map(([key, column]) => sql`${sql.lit(key)}, ${sql.ref(column)}`);
	const list = sql`'[' || group_concat(json_object(${sql.join(fields)}) order by ${sql.ref(order)}) || ']'`;
	const query = sql`select ${sql.ref(of)}, count(*), ${list} from ${from} group by ${sql.ref(of)}`;
	const rows = await readArrays(db, { compile: () => query.compile(db) });
	return new Map(
		rows.map(([of, rows, text]): [string, WrittenList] => [String(of), { rows: Number(rows), text: String(text) }]),
	);
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
