import type { Kysely, Transaction } from "kysely";
import type { Notes } from "./notes.ts";
import type { Leadership } from "./leadership.ts";
import type { Schema } from "../schema/index.ts";

/** A connection that may read. A `Trx` is also a `Db`; the reverse is a compile error. */
export type Db = Kysely<Schema>;
/** The inside of one transaction, handed out by `Database.transaction` alone. */
export type Trx = Transaction<Schema>;

export type Cell = string | number | null;

/** How many rows of a staging file may be copied: `beyond` waits until there are more than so many, or until all have come. */
export interface Arriving {
	beyond(done: number): Promise<number>;
}

/** An open database. Only `db/dialect` knows whether it is SQLite or PostgreSQL. */
export interface Database {
	readonly db: Db;
	readonly name: "sqlite" | "postgres";
	/** The arguments of `openDatabase` with which a worker thread opens the same database. */
	readonly location: { url?: string; file: string };
	/** Runs `work` in one transaction, serialised against every other writer. Rolls back when it throws. */
	transaction<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
	/**
	 * Adds many rows to a table inside an open transaction, in the order given, with flat memory: one prepared statement per row on
	 * SQLite, many-row statements on PostgreSQL. Each row has one value per column. Returns how many were added.
	 */
	bulk(trx: Trx, table: keyof Schema, columns: readonly string[], rows: Iterable<readonly Cell[]>): Promise<number>;
	/**
	 * Copies the view `landed` of a staging file into a table, a few thousand rows in a transaction of their own, so that other people
	 * read and save in between. `onLot` belongs to each transaction; it stops the copying by throwing, and what has been copied stays.
	 * A power cut may lose the newest lots, never one that a later transaction has shown. `arriving` tells what may be copied of a file that
	 * is still written.
	 */
	landStaged(
		table: keyof Schema,
		columns: readonly string[],
		file: string,
		onLot: (trx: Trx, done: number, of: number) => Promise<void>,
		arriving?: Arriving,
	): Promise<void>;
	/**
	 * Runs `work` over one unchanging view of the database, on a connection of its own, for long reads whose figures must
	 * agree.
	 */
	snapshot<T>(work: (db: Db) => Promise<T>): Promise<T>;
	/** True when the error means "run the whole transaction again". */
	isTransient(error: unknown): boolean;
	/** Brings the schema to the newest migration, atomically. Returns the names of those it ran. */
	migrate(): Promise<string[]>;
	/** Lets the query planner learn how large the tables have grown. `migrate` does it too. */
	measure(): Promise<void>;
	/**
	 * Runs `work` without waiting for the disk at each commit; when it is over everything is on disk. A power cut meanwhile loses
	 * the newest commits, never an older one alone. Only for filling an installation with invented data.
	 */
	inHaste<T>(work: () => Promise<T>): Promise<T>;
	/**
	 * Drops every table with its contents and migrates anew. Only for a database of invented data whose filling was
	 * interrupted.
	 */
	empty(): Promise<void>;
	/** Writes a consistent copy of the whole database to a new SQLite file while others go on writing. */
	copyTo(file: string): Promise<void>;
	/**
	 * Writes a SQLite file with the register as it was just before the instant `cut`. It is slow, so call it from a thread of
	 * its own.
	 */
	copyAsOf(cut: string, file: string): Promise<void>;
	/** What processes of one installation tell each other; null for a file, which has one process. */
	readonly notes: Notes | null;
	/**
	 * Calls `begin` while this process is the one of its database that keeps the timers, and what it returned when it no longer is.
	 * A file has one process, which always is.
	 */
	lead(begin: () => () => void): Leadership;
	close(): Promise<void>;
}
