import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "../../../db/open.ts";

function open(): Database {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-haste-"));
	const database = openDatabase({ file: join(folder, "tillracklig.db") });
	onTestFinished(async () => {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	});
	return database;
}

/** What the writing connection waits for at a commit: 0 nothing, 1 the order of what is written, 2 the disk. */
const waitsFor = (database: Database) =>
	database.transaction(async (trx) => {
		const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(trx);
		return rows[0]!.synchronous;
	});

test("a fill does not wait for the disk, and whatever follows it does again, also after a fill that failed", async () => {
	const database = open();
	expect(await waitsFor(database)).toBe(2);
	expect(await database.inHaste(() => waitsFor(database))).toBe(1);
	expect(await waitsFor(database)).toBe(2);
	await expect(database.inHaste(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
	expect(await waitsFor(database)).toBe(2);
});

/** What each table asks before a change and keeps of it afterwards. */
const triggersOf = async ({ db }: Database) => {
	const { rows } = await sql<{ name: string; sql: string }>`
		select name, sql from sqlite_master where type = 'trigger' order by name`.execute(db);
	return rows;
};

test("a fill is asked by no guard, its changes are kept all the same, and every guard is back afterwards", async () => {
	const database = open();
	await database.migrate();
	const before = await triggersOf(database);
	const meanwhile = await database.inHaste(() => triggersOf(database));
	const kept = before.filter(({ name }) => /_history_(update|delete)$|^org_units_branch/.test(name));
	expect(kept.length).toBeGreaterThan(0);
	expect(meanwhile).toEqual(kept);
	expect(await triggersOf(database)).toEqual(before);
	await expect(database.inHaste(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
	expect(await triggersOf(database)).toEqual(before);
});
