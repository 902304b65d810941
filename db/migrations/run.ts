import { type Migration, Migrator } from "kysely";
import type { AnyDb } from "../dialect/ddl.ts";
import { keepRowHistory } from "../dialect/row-history.ts";
import { migrations } from "./index.ts";

/**
 * Runs what is missing, all or nothing, and puts the triggers that keep rows' history. Throws the first migration's error. Only the
 * test of later migrations hands in others than those there are.
 */
export async function runMigrations(db: AnyDb, known: Record<string, Migration> = migrations): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	await keepRowHistory(db);
	return (results ?? []).map((result) => result.migrationName);
}
