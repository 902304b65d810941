import SqliteDriverLibrary from "better-sqlite3";
import { Kysely, PostgresDialect, sql } from "kysely";
import type pg from "pg";
import { DatabaseNotEmpty } from "../errors.ts";
import { runMigrations } from "../migrations/run.ts";
import { poolTo, postgresReading } from "./postgres-pool.ts";
import { sqliteRows, type TransferFacts, type TransferTable, transfer, transferTables } from "./transfer.ts";

const MAX_PARAMETERS = 60_000;

/** Throws `DatabaseNotEmpty` for a database in which anything has been done. */
export async function requireEmptyPostgres(url: string): Promise<void> {
	const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: poolTo(url, 1) }) });
	try {
		const { rows } = await sql<{ name: string }>`
			select tablename as name from pg_tables where schemaname = current_schema()`.execute(db);
		if (rows.length === 0) return;
		const ours = rows.some(({ name }) => name === "events");
		const events = ours ? await sql`select 1 from events limit 1`.execute(db) : null;
		if (events === null || events.rows.length > 0) throw new DatabaseNotEmpty();
	} finally {
		await db.destroy();
	}
}

/**
 * Loads a whole SQLite file, as `Database.copyTo` writes it, into an empty PostgreSQL database: every row, read back and the same, or
 * nothing. Guards and references are taken away meanwhile, in the same transaction: old rows would not pass the guards of a closed
 * period, and putting the references back tries every row of them.
 */
export async function loadPostgres(url: string, file: string): Promise<TransferFacts> {
	await requireEmptyPostgres(url);
	const pool = poolTo(url, 2);
	const source = new SqliteDriverLibrary(file, { readonly: true });
	try {
		// the pool ends below, once
		await runMigrations(new Kysely({ dialect: new PostgresDialect({ pool }) }));
		const client = await pool.connect();
		try {
			await client.query("begin");
			const facts = await loadAll(client, source);
			await client.query("commit");
			await client.query("analyze");
			return facts;
		} catch (error) {
			await client.query("rollback").catch(() => undefined);
			throw error;
		} finally {
			client.release();
		}
	} finally {
		source.close();
		await pool.end();
	}
}

async function loadAll(client: pg.ClientBase, source: SqliteDriverLibrary.Database): Promise<TransferFacts> {
	const tables = transferTables(source);
	const references = await client.query<{ table: string; name: string; text: string }>(`
		select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as text from pg_constraint
		where contype = 'f' and connamespace = current_schema()::regnamespace`);
	for (const { table, name } of references.rows) await client.query(`alter table ${table} drop constraint ${name}`);
	for (const { name } of tables) await client.query(`alter table ${name} disable trigger user`);
	for (const { name } of tables) await client.query(`delete from ${name}`);
	const facts = await transfer(
		tables,
		{ rows: (table) => sqliteRows(source, table) },
		{ ...postgresReading(client), add: (table, rows) => insertAll(client, table, rows) },
	);
	for (const { name } of tables) await client.query(`alter table ${name} enable trigger user`);
	for (const { table, name, text } of references.rows)
		await client.query(`alter table ${table} add constraint ${name} ${text}`);
	await client.query(
		"select setval(pg_get_serial_sequence('row_history', 'seq'), (select coalesce(max(seq), 0) + 1 from row_history), false)",
	);
	return facts;
}

async function insertAll(client: pg.ClientBase, { name, columns }: TransferTable, rows: unknown[][]): Promise<void> {
	const most = Math.floor(MAX_PARAMETERS / columns.length);
	for (let from = 0; from < rows.length; from += most) {
		const lot = rows.slice(from, from + most);
		const places = lot.map(
			(_, row) => `(${columns.map((_column, at) => `$${row * columns.length + at + 1}`).join(", ")})`,
		);
		// the history's own numbers are kept too
		await client.query(
			`insert into ${name} (${columns.join(", ")}) overriding system value values ${places.join(", ")}`,
			lot.flat(),
		);
	}
}
