import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { type Database, openDatabase } from "../../../db/open.ts";

/** What the writing connection waits for at a commit: 0 nothing, 1 the order of what is written, 2 the disk. */
const waitsFor = (database: Database) =>
	database.transaction(async (trx) => {
		const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(trx);
		return rows[0]!.synchronous;
	});

test("a fill does not wait for the disk, and whatever follows it does again, also after a fill that failed", async () => {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-haste-"));
	const database = openDatabase({ file: join(folder, "tillracklig.db") });
	onTestFinished(async () => {
		await database.close();
		rmSync(folder, { recursive: true, force: true });
	});
	expect(await waitsFor(database)).toBe(2);
	expect(await database.inHaste(() => waitsFor(database))).toBe(1);
	expect(await waitsFor(database)).toBe(2);
	await expect(database.inHaste(() => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
	expect(await waitsFor(database)).toBe(2);
});
