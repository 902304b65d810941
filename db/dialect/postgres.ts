import type SqliteDriver from "better-sqlite3";
import { Kysely, PostgresDialect, sql } from "kysely";
import type pg from "pg";
import { isDatabaseAway, OutcomeUnknown } from "../errors.ts";
import { runMigrations } from "../migrations/run.ts";
import type { Schema } from "../schema/index.ts";
import { type AsOfSource, type Change, changesSince, writeAsOf } from "./as-of.ts";
import { markTransaction, OuterConnectionGuard } from "./guard.ts";
import type { Arriving, Cell, Database, Trx } from "./index.ts";
import { leadPostgres } from "./leadership.ts";
import { isNameStale } from "./naming-client.ts";
import { postgresNotes } from "./notes.ts";
import { poolTo, postgresReading } from "./postgres-pool.ts";
import { writeSqliteCopy } from "./sqlite-copy.ts";
import { allOf, stagedLots } from "./staging.ts";

const MAX_PARAMETERS = 60_000;
/** The number of staged rows that are read at a time. */
const LOT = 2_000;

/**
 * The lock every write takes first: writers stand in line as they do in SQLite, so that the trail has one order and a rule that
 * was checked still holds when the change commits.
 */
const WRITERS = 5_101_974;
/** So many of the pool's connections stand in that line, so that the next writer is there when one ends; the others are for reading. */
const IN_LINE = 3;

const bulk: Database["bulk"] = async (trx, table, columns, rows) => {
	const into = sql.raw(`insert into ${table} (${columns.join(", ")}) values `);
	const most = Math.floor(MAX_PARAMETERS / columns.length);
	let count = 0;
	let waiting: (readonly Cell[])[] = [];
	const flush = async () => {
		if (waiting.length > 0)
			await sql`${into}${sql.join(waiting.map((row) => sql`(${sql.join([...row])})`))}`.execute(trx);
		count += waiting.length;
		waiting = [];
	};
	for (const row of rows) {
		waiting.push(row);
		if (waiting.length === most) await flush();
	}
	await flush();
	return count;
};

export function openPostgres(url: string): Database {
	const pool = poolTo(url);
	const dialect = new PostgresDialect({ pool });
	const writer = new Kysely<Schema>({ dialect });
	const reader = writer.withPlugin(new OuterConnectionGuard());
	const transaction = oneAtATime(writer);
	return {
		db: reader,
		name: "postgres",
		location: { url, file: "" },
		transaction,
		bulk,
		landStaged: landThrough(transaction),
		snapshot: (work) =>
			writer
				.transaction()
				.setIsolationLevel("repeatable read")
				.setAccessMode("read only")
				.execute((trx) => markTransaction(() => work(trx))),
		isTransient: (error) => ["40001", "40P01"].includes((error as { code?: string }).code ?? "") || isNameStale(error),
		migrate: () => runMigrations(writer),
		inHaste: (work) => work(),
		measure: async () => void (await sql`analyze`.execute(writer)),
		empty: async () => {
			await writer.transaction().execute(dropTables);
			await runMigrations(writer);
		},
		copyTo: (file) => reading(pool, async (client) => void (await writeSqliteCopy(file, postgresReading(client)))),
		copyAsOf: (cut, file) => reading(pool, (client) => writeAsOf(file, cut, (copy) => streamed(copy, client))),
		notes: postgresNotes(writer),
		lead: (begin) => leadPostgres(url, begin),
		close: () => writer.destroy(),
	};
}

/** Writes stand in line for the one lock. A commit that nothing was heard of may have been made. */
function oneAtATime(writer: Kysely<Schema>): Database["transaction"] {
	const inLine = turnstile(IN_LINE);
	return (work) =>
		inLine(async () => {
			let isCommitting = false;
			try {
				return await writer.transaction().execute(async (trx) => {
					await sql`select pg_advisory_xact_lock(${WRITERS})`.execute(trx);
					const value = await markTransaction(() => work(trx));
					isCommitting = true;
					return value;
				});
			} catch (error) {
				if (isCommitting && isDatabaseAway(error)) throw new OutcomeUnknown(error);
				throw error;
			}
		});
}

/** Staged rows land in lots of their own, which nobody sees until the write that shows them. */
function landThrough(transaction: Database["transaction"]): Database["landStaged"] {
	return async (table, columns, file, onLot, arriving = allOf(file)) => {
		let of = 0;
		const counted: Arriving = { beyond: async (done) => (of = await arriving.beyond(done)) };
		let done = 0;
		for await (const lot of stagedLots(file, columns, LOT, "landed", counted)) {
			await transaction(async (trx) => {
				// the one that shows the rows has them on disk with itself
				await sql`set local synchronous_commit = off`.execute(trx);
				await onLot(trx, done, of);
				await bulk(trx, table, columns, lot);
			});
			done += lot.length;
		}
	};
}

/** Lets so many in at a time, in the order they came. */
function turnstile(most: number) {
	let inside = 0;
	const waiting: (() => void)[] = [];
	return async <T>(work: () => Promise<T>): Promise<T> => {
		if (inside === most) await new Promise<void>((enter) => waiting.push(enter));
		else inside++;
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else inside--;
		}
	};
}

/** One unchanging view of the database, on a connection of its own. */
async function reading(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<void>): Promise<void> {
	const client = await pool.connect();
	try {
		await client.query("begin isolation level repeatable read read only");
		await work(client);
	} finally {
		await client.query("rollback").catch(() => undefined);
		client.release();
	}
}

/** Drops all tables, or none if one cannot be dropped, together with the functions of their triggers. */
async function dropTables(trx: Trx): Promise<void> {
	const tables = await sql<{ name: string }>`
		select tablename as name from pg_tables where schemaname = current_schema()`.execute(trx);
	for (const { name } of tables.rows) await sql`drop table ${sql.id(name)} cascade`.execute(trx);
	const functions = await sql<{ name: string }>`
		select proname as name from pg_proc
		where pronamespace = current_schema()::regnamespace and prorettype = 'trigger'::regtype`.execute(trx);
	for (const { name } of functions.rows) await sql`drop function ${sql.id(name)}()`.execute(trx);
}

const FETCHED = 5_000;

/** The database read batch by batch in one transaction, in byte order whatever its collation says. */
function streamed(copy: SqliteDriver.Database, client: pg.PoolClient): AsOfSource {
	async function* batches<Row>(text: string): AsyncGenerator<Row[]> {
		await client.query(`declare reading cursor for ${text}`);
		for (;;) {
			const { rows } = await client.query(`fetch ${FETCHED} from reading`);
			if (rows.length === 0) break;
			yield rows as Row[];
		}
		await client.query("close reading");
	}
	return {
		load: async ({ name, columns }, condition) => {
			const names = columns.join(", ");
			const insert = copy.prepare(`insert into ${name} (${names}) values (${columns.map(() => "?").join(", ")})`);
			const where = condition.replace("id <", 'id collate "C" <');
			for await (const rows of batches<Record<string, Cell>>(`select ${names} from ${name} where ${where}`))
				for (const row of rows) insert.run(columns.map((column) => row[column]));
		},
		changes: async function* (cut) {
			for await (const rows of batches<Change>(changesSince("", cut))) yield* rows;
		},
	};
}
