import { type Migration, Migrator, DEFAULT_MIGRATION_TABLE, sql } from "kysely";
import type { AnyDb } from "../dialect/ddl.ts";
import { keepRowHistory } from "../dialect/row-history.ts";
import { DatabaseTooNew } from "../errors.ts";
import { migrations } from "./index.ts";

/**
 * Runs what is missing, all or nothing, and puts the triggers that keep rows' history. Throws the first migration's error. Only the
 * test of later migrations hands in others than those there are.
 */
export async function runMigrations(db: AnyDb, known: Record<string, Migration> = migrations): Promise<string[]> {
	// The library orders what has been done by the clock of the day it was done, and a clock may have gone backwards since.
	const provider = { getMigrations: async () => known };
	const migrator = new Migrator({ db, provider, allowUnorderedMigrations: true });
	await refuseNewer(db, known);
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	await keepRowHistory(db);
	return (results ?? []).map((result) => result.migrationName);
}

/** What a newer version has done to the database, this one cannot know. The library says it in English, and about corruption. */
async function refuseNewer(db: AnyDb, known: Record<string, Migration>): Promise<void> {
	const { unknown } = await migrationState(db, known);
	if (unknown.length > 0) throw new DatabaseTooNew(unknown);
}

/** Which migrations the database has not had, and which it has had that this version does not know. Changes nothing. */
export async function migrationState(
	db: AnyDb,
	known: Record<string, Migration> = migrations,
): Promise<{ missing: string[]; unknown: string[] }> {
	const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
	const rows = tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)
		? (await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)} order by name`.execute(db))
				.rows
		: [];
	const done = rows.map(({ name }) => name);
	return {
		missing: Object.keys(known).filter((name) => !done.includes(name)),
		unknown: done.filter((name) => !Object.hasOwn(known, name)),
	};
}
