import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Database, Db } from "../../db/open.ts";
import { filledBytes } from "./database.ts";
import { lend } from "./lent-database.ts";

const bytes = await filledBytes(async () => undefined);

const hit = ({ transaction }: Database, id: string) =>
	transaction((trx) => trx.insertInto("rate_limits").values({ id, count: 1, ends_at: "2026-11-16" }).execute());
const hits = (db: Db) => db.selectFrom("rate_limits").select("id").execute();

test("what a test left is gone for the next one, in what is written, read and seen in a snapshot", async () => {
	const first = await lend(bytes);
	await hit(first.database, "a");
	expect(await hits(first.database.db)).toHaveLength(1);
	expect(await first.database.snapshot(hits)).toHaveLength(1);
	writeFileSync(join(first.dataDir, "kvar.txt"), "kvar");
	await first.putAway();

	const second = await lend(bytes);
	expect(second.dataDir).toBe(first.dataDir);
	expect(second.database.db).not.toBe(first.database.db);
	expect(existsSync(join(second.dataDir, "kvar.txt"))).toBe(false);
	expect(await hits(second.database.db)).toEqual([]);
	expect(await second.database.snapshot(hits)).toEqual([]);
	expect(await second.database.transaction(hits)).toEqual([]);
	await hit(second.database, "b");
	expect(await second.database.snapshot(hits)).toEqual([{ id: "b" }]);
	await second.putAway();
});

test("also when the file had grown, and after a test that adds little", async () => {
	const dataDirs = new Set<string>();
	for (const rows of [20, 1, 20, 1]) {
		const { database, dataDir, putAway } = await lend(bytes);
		dataDirs.add(dataDir);
		expect(await hits(database.db)).toEqual([]);
		for (let row = 0; row < rows; row++) await hit(database, `${row} ${"x".repeat(100_000)}`);
		expect(await database.snapshot(hits)).toHaveLength(rows);
		const checked = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
		expect(checked.rows).toEqual([{ integrity_check: "ok" }]);
		await putAway();
	}
	expect(dataDirs.size).toBe(1);
});

test("whoever held it before is refused, as if it were closed", async () => {
	const { database, putAway } = await lend(bytes);
	await hits(database.db);
	await putAway();
	await expect(hits(database.db)).rejects.toThrow("not open");
	await expect(hit(database, "late")).rejects.toThrow("not open");
	await expect(database.snapshot(hits)).rejects.toThrow("not open");
});

test.each([
	["another schema", ({ transaction }: Database) => transaction((trx) => sql`create table more (n)`.execute(trx))],
	[
		"another setting",
		({ transaction }: Database) => transaction((trx) => sql`pragma wal_autocheckpoint = 0`.execute(trx)),
	],
	["a file moved away", async ({ location }: Database) => renameSync(location.file, `${location.file}-undan`)],
	["a close of its own", ({ close }: Database) => close()],
])("with %s it is closed, and lent to nobody", async (_what, change) => {
	const first = await lend(bytes);
	await change(first.database);
	await first.putAway();
	expect(existsSync(first.dataDir)).toBe(false);
	const second = await lend(bytes);
	expect(second.dataDir).not.toBe(first.dataDir);
	expect(await hits(second.database.db)).toEqual([]);
	await second.putAway();
});
