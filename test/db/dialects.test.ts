import { randomBytes } from "node:crypto";
import pg from "pg";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import type { Database } from "../../db/open.ts";
import { openDatabase } from "../../db/open.ts";
import { openTestDatabase } from "../support/database.ts";

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

export const DIALECTS = [
	["sqlite", async () => (await openTestDatabase()).database],
	["postgres", openPostgresTest],
] as const;

describe.each(DIALECTS)("%s", (_name, open) => {
	test("migrating twice does nothing the second time", async () => {
		const database = await open();
		expect(await database.migrate()).toEqual([]);
	});
});
