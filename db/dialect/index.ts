import type { Kysely, Transaction } from "kysely";
import type { Schema } from "../schema/index.ts";

/** A connection that may read. A `Trx` is also a `Db`; the reverse is a compile error. */
export type Db = Kysely<Schema>;
/** The inside of one transaction, handed out by `Database.transaction` alone. */
export type Trx = Transaction<Schema>;

export type Cell = string | number | null;

/** An open database. Nothing outside `db/dialect` asks which product it is. */
export interface Database {
	readonly db: Db;
	readonly name: "sqlite" | "postgres";
	/** How a worker thread opens the same database: what `openDatabase` takes. */
	readonly location: { url?: string; file: string };
	/** Runs `work` in one transaction, serialised against every other writer. Rolls back when it throws. */
	transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
	/**
	 * Adds many rows to a table inside an open transaction, in the order given, with flat memory: one prepared statement per row on
	 * SQLite, many-row statements on PostgreSQL. Each row has one value per column. Returns how many were added.
	 */
	bulk(trx: Trx, table: keyof Schema, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<number>;
	/**
	 * Adds every row of a staging file with these columns to a table inside an open transaction, a few thousand at a time: others'
	 * pages are answered in between. `onStep` is told how far it has come, and stops it by throwing.
	 */
	copyStaged(
		trx: Trx,
		table: keyof Schema,
		columns: readonly string[],
		file: string,
		onStep: (done: number, of: number) => void,
	): Promise<void>;
	/** Runs `work` over one unchanging view of the database, on a connection of its own: long reads that must agree. */
	snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>;
	/** True when the error means "run the whole transaction again". */
	isTransient(error: unknown): boolean;
	/** Brings the schema to the newest migration, atomically. Returns the names of those it ran. */
	migrate(): Promise<string[]>;
	/** Takes every table away with all that is in it, and migrates anew: for invented data whose fill was interrupted, and nothing else. */
	empty(): Promise<void>;
	/** Writes a consistent copy of the database to a file while others go on writing (SQLite only). */
	copyTo?(file: string): Promise<void>;
	/** Writes a SQLite file with the register as it was just before the instant `cut`. Slow: for a thread of its own. */
	copyAsOf(cut: string, file: string): Promise<void>;
	close(): Promise<void>;
}
