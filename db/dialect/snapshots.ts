import SqliteDriverLibrary from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import type { Schema } from "../schema/index.ts";
import { markTransaction } from "./guard.ts";
import type { Db } from "./index.ts";
import { keepPrepared } from "./prepared.ts";

export interface HowRead {
	/** For a thread beside the server, which reads much and nothing twice: its pages are left to the system. */
	sparing?: boolean;
	/** For whoever reads the whole file in one moment: nothing unmaps it meanwhile, and pages are neither fetched nor copied. */
	mapped?: boolean;
}

export function openToRead(file: string, { sparing, mapped }: HowRead = {}): SqliteDriverLibrary.Database {
	const reading = new SqliteDriverLibrary(file, { readonly: true });
	reading.pragma("busy_timeout = 5000");
	// no mmap: each commit of another connection unmaps it, and the faults that map it anew cost a page more than reading does
	reading.pragma(`cache_size = ${sparing || mapped ? SPARED_KIB : -131072}`);
	if (mapped) reading.pragma(`mmap_size = ${MAPPED_BYTES}`);
	return reading;
}

const SPARED_KIB = -8192;
/** More than the library maps at most. */
const MAPPED_BYTES = 2 ** 40;

/** How many connections wait for the next snapshot: opening one reads the whole schema, which costs more than many a page. */
const IDLE = 1;

/** Snapshots of a file: each a deferred transaction, which sees the database as it was at its first read, however long it lasts (WAL). */
export function snapshotsOf(file: string, how?: HowRead) {
	interface Reader {
		connection: SqliteDriverLibrary.Database;
		kysely: Kysely<Schema>;
	}
	const idle: Reader[] = [];
	let isClosed = false;
	const open = (): Reader => {
		const connection = openToRead(file, how);
		return { connection, kysely: new Kysely({ dialect: new SqliteDialect({ database: keepPrepared(connection) }) }) };
	};
	const leave = async (reader: Reader) => {
		const { connection, kysely } = reader;
		if (isClosed || idle.length >= IDLE || connection.inTransaction) return kysely.destroy();
		// what a large report has read is not held until the next one
		connection.pragma("shrink_memory");
		idle.push(reader);
	};
	return {
		async snapshot<T>(work: (db: Db) => Promise<T>): Promise<T> {
			const reader = idle.pop() ?? open();
			try {
				return await reader.kysely.transaction().execute((trx) => markTransaction(() => work(trx)));
			} finally {
				await leave(reader);
			}
		},
		async close(): Promise<void> {
			isClosed = true;
			await Promise.all(idle.splice(0).map(({ kysely }) => kysely.destroy()));
		},
	};
}
