import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { openTestDatabase } from "../support/database.ts";

/** A migrated PostgreSQL database that belongs to the calling test alone. */
async function openPostgresTest(): Promise<Database> {
	const name = `t_${randomBytes(6).toString("hex")}`;
	const admin = new pg.Client(inject("postgresUrl"));
	await admin.connect();
	await admin.query(`create database ${name}`);
	await admin.end();
	const database = openDatabase({ url: `${inject("postgresUrl")}/${name}`, file: "" });
	await database.migrate();
	onTestFinished(() => database.close());
	return database;
}

/** `describe.each(DIALECTS)("%s", (_name, open) => …)`: every database test runs on both. */
export const DIALECTS = [
	["sqlite", async () => (await openTestDatabase()).database],
	["postgres", openPostgresTest],
] as const;
