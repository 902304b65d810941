import { existsSync, statSync } from "node:fs";
import SqliteDriverLibrary from "better-sqlite3";
import { Kysely, PostgresDialect, SqliteDialect, sql } from "kysely";
import { migrationState } from "../migrations/run.ts";
import type { Schema } from "../schema/index.ts";
import type { Db } from "./index.ts";
import { poolTo } from "./postgres.ts";

/** A database opened to be looked at: nothing is migrated, made or changed. */
export interface Examined {
	db: Db;
	/** The engine and its version, e.g. "PostgreSQL 18.4". */
	engine: string;
	bytes: number;
	/** Migrations it has not had, and those it has had that this version does not know. */
	migrations: { missing: string[]; unknown: string[] };
	/** The server's clock; null where the database has none of its own. */
	now: string | null;
	/** True for a standby, which takes no write. */
	isReadOnly: boolean;
	/** What the engine itself finds wrong with its file, in its own words. */
	damage(): Promise<string[]>;
	close(): Promise<void>;
}

/** Throws what the driver throws when the database does not answer, or is none. */
export function openToExamine({ url, file }: { url?: string | undefined; file: string }): Promise<Examined> {
	return url ? examinePostgres(url) : examineSqlite(file);
}

async function examineSqlite(file: string): Promise<Examined> {
	// A reader may not tidy up: on a database that nobody has open it would leave two files behind. One that may write takes them
	// away again as it closes, and while a server runs (or was killed) they are there already.
	const isOpen = existsSync(`${file}-wal`);
	const connection = new SqliteDriverLibrary(file, { readonly: isOpen, fileMustExist: true });
	const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: connection }) });
	const close = async () => {
		await db.destroy();
		connection.close();
	};
	try {
		connection.pragma("busy_timeout = 5000");
		connection.pragma("query_only = ON");
		return {
			db,
			engine: `SQLite ${connection.prepare("select sqlite_version()").pluck().get()}`,
			bytes: statSync(file).size,
			migrations: await migrationState(db),
			now: null,
			isReadOnly: false,
			damage: async () => damageIn(connection),
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}

const MOST_FAULTS = 20;

function damageIn(connection: SqliteDriverLibrary.Database): string[] {
	try {
		const check = connection.prepare(`pragma quick_check(${MOST_FAULTS})`).pluck();
		const said = (check.all() as string[]).filter((line) => line !== "ok");
		if (said.length > 0) return said;
		const orphans = connection.prepare(`select "table" from pragma_foreign_key_check limit ${MOST_FAULTS}`).pluck();
		return (orphans.all() as string[]).map((table) => `foreign key: ${table}`);
	} catch (error) {
		// what is damaged badly enough stops the very check
		if (error instanceof SqliteDriverLibrary.SqliteError && error.code.startsWith("SQLITE_CORRUPT"))
			return [error.message];
		throw error;
	}
}

async function examinePostgres(url: string): Promise<Examined> {
	const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolTo(url, 1) }) });
	try {
		await sql`set default_transaction_read_only = on`.execute(db);
		const { rows } = await sql<{ version: string; bytes: number; now: Date; standby: boolean }>`
			select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
				clock_timestamp() as now, pg_is_in_recovery() as standby`.execute(db);
		const { version, bytes, now, standby } = rows[0]!;
		return {
			db,
			engine: `PostgreSQL ${version.split(" ")[0]}`,
			bytes,
			migrations: await migrationState(db),
			now: now.toISOString(),
			isReadOnly: standby,
			// a server keeps watch over its own files
			damage: async () => [],
			close: () => db.destroy(),
		};
	} catch (error) {
		await db.destroy();
		throw error;
	}
}
