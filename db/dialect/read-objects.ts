import { type RawBuilder, sql } from "kysely";
import { isPostgres } from "./ddl.ts";
import type { Db } from "./index.ts";
import { readArrays } from "./read-arrays.ts";

/** A row written as JSON, with the id by which it is put in order and the one it belongs to. */
export interface WrittenRow {
	id: string;
	of: string;
	text: string;
}

/** What is read of each row: the JSON's keys in their order, each with its column. */
export interface WrittenColumns {
	id: string;
	of: string;
	columns: readonly (readonly [key: string, column: string])[];
}

/**
 * Rows as the JSON that `canonicalJson` would write of them, when the keys are given in its order. SQLite writes it itself, the same
 * bytes as JSON.stringify: a text a row costs a third of a dozen cells. What it cannot write (a blob that somebody has put in a
 * text's place) is written here, as PostgreSQL's rows are. `from`: the tables and the condition.
 */
export async function readObjects(db: Db, read: WrittenColumns, from: RawBuilder<unknown>): Promise<WrittenRow[]> {
	const rows = isPostgres(db) ? null : await readWritten(db, read, from).catch(() => null);
	return rows ?? (await readCells(db, read, from));
}

async function readWritten(db: Db, { id, of, columns }: WrittenColumns, from: RawBuilder<unknown>) {
	const fields = columns.map(([key, column]) => sql`${sql.lit(key)}, ${sql.ref(column)}`);
	const query = sql`select ${sql.ref(id)}, ${sql.ref(of)}, json_object(${sql.join(fields)}) from ${from}`;
	const rows = await readArrays(db, { compile: () => query.compile(db) });
	return rows.map(([id, of, text]) => ({ id, of, text }) as WrittenRow);
}

async function readCells(db: Db, { id, of, columns }: WrittenColumns, from: RawBuilder<unknown>) {
	const cells = columns.map(([, column], n) => sql`${sql.ref(column)} as ${sql.id(`c${n}`)}`);
	const query = sql`select ${sql.ref(id)} as a, ${sql.ref(of)} as b, ${sql.join(cells)} from ${from}`;
	const rows = await readArrays(db, { compile: () => query.compile(db) });
	return rows.map(([id, of, ...row]): WrittenRow => {
		const fields = row.map((cell, n) => `${JSON.stringify(columns[n]![0])}:${JSON.stringify(cell)}`);
		return { id: String(id), of: String(of), text: `{${fields.join(",")}}` };
	});
}
