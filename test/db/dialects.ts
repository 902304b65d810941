import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { openTestDatabase, tempFolder } from "../support/database.ts";
import { whenFinished } from "../support/lifetime.ts";
import { fillWorld, openWorld, type World, worldOf } from "../support/world.ts";

let migrated: Promise<string> | undefined;

/** Migrates once per worker, as for SQLite; each test gets a copy of that database. */
function migratedTemplate(): Promise<string> {
	migrated ??= (async () => {
		const name = await createDatabase();
		const database = openPostgres(name);
		await database.migrate();
		await database.close();
		return name;
	})();
	return migrated;
}

async function createDatabase(template = "template1"): Promise<string> {
	const name = `t_${randomBytes(6).toString("hex")}`;
	const admin = new pg.Client(inject("postgresUrl"));
	await admin.connect();
	await admin.query(`create database ${name} template ${template}`);
	await admin.end();
	return name;
}

function openPostgres(name: string): Database {
	return openDatabase({ url: `${inject("postgresUrl")}/${name}`, file: "" });
}

/** A migrated PostgreSQL database that belongs to the calling test alone. */
export async function openPostgresTest(): Promise<Database> {
	const database = openPostgres(await createDatabase(await migratedTemplate()));
	whenFinished(() => database.close());
	return database;
}

const openSqliteTest = async () => (await openTestDatabase()).database;

let filled: Promise<{ name: string; ids: World["ids"] }> | undefined;

/** Filled once per worker too: a world is some hundred statements, each with a question and an answer over a connection. */
function filledTemplate(): Promise<{ name: string; ids: World["ids"] }> {
	filled ??= (async () => {
		const name = await createDatabase(await migratedTemplate());
		const database = openPostgres(name);
		const ids = await fillWorld(database, "");
		await database.close();
		return { name, ids };
	})();
	return filled;
}

/** The world of the tests in the kind of database that `open` opens. */
export async function openWorldOn(open: () => Promise<Database>): Promise<World> {
	if (open === openSqliteTest) return openWorld();
	const { name, ids } = await filledTemplate();
	const database = openPostgres(await createDatabase(name));
	whenFinished(() => database.close());
	return worldOf(database, tempFolder(), { ...ids });
}

/** `describe.each(DIALECTS)("%s", (_name, open) => …)`: every database test runs on both. */
export const DIALECTS = [
	["sqlite", openSqliteTest],
	["postgres", openPostgresTest],
] as const;
