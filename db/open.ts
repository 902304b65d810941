import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Database } from "./dialect/index.ts";
import { openPostgres } from "./dialect/postgres.ts";
import { openSqlite, type SqliteOptions } from "./dialect/sqlite.ts";

export type { Arriving, Cell, Database, Db, Trx } from "./dialect/index.ts";
export { type Examined, openToExamine } from "./dialect/examine.ts";
export { loadPostgres, requireEmptyPostgres } from "./dialect/load-postgres.ts";
export type { HowRead } from "./dialect/snapshots.ts";
export { openReading } from "./dialect/sqlite.ts";
export { completeStaging, createStaging, stagedLots } from "./dialect/staging.ts";

/** Opens the database named by `url` (postgres://…), or the SQLite file when there is none. */
export function openDatabase(options: { url?: string | undefined } & SqliteOptions): Database {
	if (options.url) return openPostgres(options.url);
	mkdirSync(dirname(options.file), { recursive: true });
	return openSqlite(options);
}
