import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, it, vi } from "vitest";
import { completeStaging, createStaging, openDatabase, type Trx } from "../../db/open.ts";

const folder = mkdtempSync(join(tmpdir(), "tillracklig-osedda-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FULL = 2;
const NORMAL = 1;

async function level(trx: Trx): Promise<number> {
	const { rows } = await sql<{ synchronous: number }>`pragma synchronous`.execute(trx);
	return rows[0]!.synchronous;
}

it("does not sync a lot that nobody sees yet, and always what somebody is answered for", async () => {
	const database = openDatabase({ file: join(folder, "register.db") });
	await database.migrate();
	const columns = ["no", "file_id", "last_id", "beat_at"];
	const staged = join(folder, "rader");
	const staging = createStaging(staged, columns);
	staging.add(Array.from({ length: 4_500 }, (_, n) => [n + 1, `fil ${n}`, n + 1, "2026-11-30T12:00:00.000Z"]));
	staging.close();
	completeStaging(staged, ["create view landed as select * from staged"]);
	// a batch takes in what has come for some milliseconds: here for ever, so that only what a save is keeps it out
	const clock = vi.spyOn(performance, "now").mockReturnValue(0);
	const lots: number[] = [];
	const saves: Promise<number>[] = [];
	await database.landStaged("ledger_arrivals", columns, staged, async (trx) => {
		lots.push(await level(trx));
		// somebody saves while the lot is under way, and may not share its transaction
		saves.push(database.transaction(level));
	});
	clock.mockRestore();
	expect(lots).toEqual([NORMAL, NORMAL, NORMAL]);
	expect(await Promise.all(saves)).toEqual([FULL, FULL, FULL]);
	expect(await database.transaction(level)).toBe(FULL);
	await database.close();
});
