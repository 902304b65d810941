import SqliteDriverLibrary from "better-sqlite3";
import {
	CompiledQuery,
	type DatabaseConnection,
	type DialectAdapter,
	type Driver,
	Kysely,
	SqliteAdapter,
	type SqliteDatabase,
	SqliteDialect,
	SqliteDriver,
} from "kysely";
import { runMigrations } from "../migrations/run.ts";
import type { Schema } from "../schema/index.ts";
import { type AsOfSource, type Change, changesSince, writeAsOf } from "./as-of.ts";
import { copyStill } from "./copy-still.ts";
import { groupCommit } from "./group-commit.ts";
import { OuterConnectionGuard } from "./guard.ts";
import type { Database, Db } from "./index.ts";
import { CACHE_KIB, eased, inHaste } from "./in-haste.ts";
import { insertRows } from "./insert-rows.ts";
import { keepPrepared } from "./prepared.ts";
import { type HowRead, openToRead, snapshotsOf } from "./snapshots.ts";
import { StagedCopies } from "./staged-copies.ts";

export interface SqliteOptions {
	file: string;
	/** FULL keeps an acknowledged write through a power cut; tests that throw the file away may say OFF. */
	synchronous?: "FULL" | "OFF";
}

/** Takes the write lock at BEGIN, so that another process waits instead of failing half-way. */
class ImmediateDriver extends SqliteDriver {
	readonly #writing: SqliteDriverLibrary.Database;

	constructor({ writing, toWrite }: Connections) {
		super({ database: toWrite });
		this.#writing = writing;
	}

	override async beginTransaction(connection: DatabaseConnection): Promise<void> {
		await connection.executeQuery(CompiledQuery.raw("begin immediate"));
	}

	/** On a full disk SQLite has rolled back by itself. A second rollback would fail and hide the first error. */
	override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
		if (this.#writing.inTransaction) await super.rollbackTransaction(connection);
	}
}

/** SQLite can roll back DDL, but Kysely assumes that it cannot. */
class TransactionalDdlAdapter extends SqliteAdapter {
	override get supportsTransactionalDdl(): boolean {
		return true;
	}
}

class WritingDialect extends SqliteDialect {
	readonly #connections: Connections;

	constructor(connections: Connections) {
		super({ database: connections.toWrite });
		this.#connections = connections;
	}

	override createDriver(): Driver {
		return new ImmediateDriver(this.#connections);
	}

	override createAdapter(): DialectAdapter {
		return new TransactionalDdlAdapter();
	}
}

/** One connection that writes, one that only reads: a long transaction never stops a page. */
export interface Connections {
	file: string;
	writing: SqliteDriverLibrary.Database;
	reading: SqliteDriverLibrary.Database;
	/** The same two, with the statements they have prepared. */
	toWrite: SqliteDatabase;
	toRead: SqliteDatabase;
	snapshots: ReturnType<typeof snapshotsOf>;
}

export function connect({ file, synchronous = "FULL" }: SqliteOptions): Connections {
	const writing = openToWrite(file, synchronous);
	const reading = openToRead(file);
	return {
		...{ file, writing, reading, snapshots: snapshotsOf(file) },
		...{ toWrite: keepPrepared(writing), toRead: keepPrepared(reading) },
	};
}

export const openSqlite = (options: SqliteOptions): Database => databaseOver(connect(options));

export function databaseOver(connections: Connections): Database {
	const { file, writing, reading, snapshots } = connections;
	const writer = new Kysely<Schema>({ dialect: new WritingDialect(connections) });
	const reader = new Kysely<Schema>({
		dialect: new SqliteDialect({ database: connections.toRead }),
		plugins: [new OuterConnectionGuard()],
	});
	const copies = new StagedCopies(writing, file);
	const transaction = groupCommit(
		writer,
		() => writing.inTransaction,
		() => eased(writing),
		() => copies.afterBatch(),
	);
	return {
		db: reader,
		name: "sqlite",
		location: { file },
		transaction: (work) => transaction(work),
		// the transaction runs on this very connection
		bulk: async (_trx, table, columns, rows) => insertRows(writing, table, columns, rows),
		landStaged: copies.through(transaction),
		snapshot: snapshots.snapshot,
		isTransient: (error) => /^SQLITE_(BUSY|LOCKED)/.test((error as { code?: string }).code ?? ""),
		...tablesOf(writing, writer, transaction),
		inHaste: (work) => inHaste(writing, work),
		copyTo: (target) => copyStill(file, target),
		copyAsOf: (cut, target) => writeAsOf(target, cut, (copy) => attached(copy, file)),
		notes: null,
		lead: (begin) => {
			const end = begin();
			return { stop: async () => end() };
		},
		close: async () => {
			// Kysely closes only a connection it has used. The writer goes last: that close folds the WAL into the file.
			await copies.settled();
			await snapshots.close();
			await reader.destroy();
			reading.close();
			await writer.destroy();
			writing.close();
		},
	};
}

/** What is done to the tables themselves. */
function tablesOf(
	writing: SqliteDriverLibrary.Database,
	writer: Db,
	transaction: Database["transaction"],
): Pick<Database, "migrate" | "measure" | "empty"> {
	const measure = () => transaction(async () => measureTables(writing)).catch(ignoreSqlite);
	const migrate = async () => {
		const ran = await runMigrations(writer);
		// a new table has no figures yet; later ones are taken by the server's housekeeping, so that no command waits for them
		if (ran.length > 0) await measure();
		return ran;
	};
	const empty = async () => {
		dropTables(writing);
		await migrate();
	};
	return { migrate, measure, empty };
}

function openToWrite(file: string, synchronous: string): SqliteDriverLibrary.Database {
	const writing = new SqliteDriverLibrary(file);
	writing.pragma("busy_timeout = 5000");
	writing.pragma("journal_mode = WAL");
	writing.pragma("foreign_keys = ON");
	// an import of a million lines writes each page of its indexes once instead of many times
	writing.pragma(`cache_size = ${CACHE_KIB}`);
	writing.pragma(`synchronous = ${synchronous}`);
	return writing;
}

/** What the planner believes that every table has at least. */
const FEWEST_ROWS = 1_000;

/**
 * Lets the query planner learn how large the tables have grown; the limit keeps this to milliseconds. The table of figures is
 * dropped and made anew, because a connection that is open already does not read mere changes in it.
 *
 * A table with few rows is said to have more: an installation is measured when it is new, and a planner that knows of one
 * person reads all three thousand, once for every row, when they have come.
 */
function measureTables(writing: SqliteDriverLibrary.Database): void {
	writing.pragma("analysis_limit = 1000");
	writing.exec(`drop table if exists sqlite_stat1; analyze;
		delete from sqlite_stat1 where idx is null or cast(stat as integer) = 0;
		update sqlite_stat1 set stat = '${FEWEST_ROWS}' || substr(stat, instr(stat, ' '))
			where cast(stat as integer) < ${FEWEST_ROWS};
		analyze sqlite_schema`);
}

/** When the disk is full the planner keeps its old figures. */
function ignoreSqlite(error: unknown): void {
	if (!(error instanceof SqliteDriverLibrary.SqliteError)) throw error;
}

/** Drops all views and tables, or none. Foreign keys are turned off meanwhile, which SQLite allows only outside a transaction. */
function dropTables(writing: SqliteDriverLibrary.Database): void {
	const made = writing
		.prepare(
			"select type || ' ' || name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%' order by type desc",
		)
		.pluck()
		.all() as string[];
	writing.pragma("foreign_keys = OFF");
	try {
		writing.transaction(() => {
			for (const one of made) writing.exec(`drop ${one}`);
		})();
	} finally {
		writing.pragma("foreign_keys = ON");
	}
}

/**
 * The source database attached to the copy's own connection, so that rows go straight from file to file and all show the same
 * moment.
 */
function attached(copy: SqliteDriverLibrary.Database, file: string): AsOfSource {
	copy.prepare("attach ? as live").run(file);
	return {
		load: async ({ name, columns }, condition) => {
			const names = columns.join(", ");
			copy.exec(`insert into main.${name} (${names}) select ${names} from live.${name} where ${condition}`);
		},
		// The changes are read all at once, because an unfinished read would block the statements that undo them.
		changes: (cut) => copy.prepare(changesSince("live.", cut)).all() as Change[],
	};
}

/** Opens a file that is only read from. Pages that are left to the system are not counted as the process's own. */
export function openReading(file: string, how: HowRead = {}): Pick<Database, "db" | "location" | "snapshot" | "close"> {
	const reading = new SqliteDriverLibrary(file, { readonly: true });
	reading.pragma("busy_timeout = 5000");
	reading.pragma(`cache_size = ${how.sparing ? -4096 : -65536}`);
	reading.pragma(`mmap_size = ${how.sparing ? 0 : 268435456}`);
	const dialect = new SqliteDialect({ database: keepPrepared(reading) });
	const db = new Kysely<Schema>({ dialect, plugins: [new OuterConnectionGuard()] });
	const snapshots = snapshotsOf(file, how);
	return {
		db,
		location: { file },
		snapshot: snapshots.snapshot,
		close: async () => {
			await snapshots.close();
			await db.destroy();
			reading.close();
		},
	};
}
