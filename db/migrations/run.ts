import { type Kysely, Migrator } from "kysely";
import { keepRowHistory } from "../dialect/row-history.ts";
import { migrations } from "./index.ts";

/** Runs what is missing, all or nothing, and puts the triggers that keep rows' history. Throws the first migration's error. */
// biome-ignore lint/suspicious/noExplicitAny: a migration runs before any schema type holds
export async function runMigrations(db: Kysely<any>): Promise<string[]> {
	const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
	const { error, results } = await migrator.migrateToLatest();
	if (error) throw error;
	await keepRowHistory(db);
	return (results ?? []).map((result) => result.migrationName);
}
