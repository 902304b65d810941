import { expect, test } from "vitest";
import { prepareDemo } from "../../src/demo/prepare-demo.ts";
import { systemActor } from "../../src/ground/access/system-actor.ts";
import { openFolderStore } from "../../src/ground/files/file-store.ts";
import { keysFrom } from "../../src/ground/keys.ts";
import { openTestDatabase } from "../support/database.ts";
import { walkRegion } from "../support/region-walk.ts";

/** A region as the demo fills it. BENCH_REGION is a folder that is filled already, and may be written in. */
async function filled(): Promise<string> {
	if (process.env.BENCH_REGION) return process.env.BENCH_REGION;
	const { database, dataDir, keysDir } = await openTestDatabase();
	const actor = await systemActor(database.db, "cli");
	const [files, keys] = [openFolderStore(dataDir), keysFrom(Buffer.alloc(32, 7))];
	const ctx = { database, db: database.db, actor, files, keys, clock: () => new Date() };
	await prepareDemo(ctx, { place: { keysDir }, size: "region", said: () => {} });
	return dataDir;
}

test("no page of a region walks through a table above 50 000 rows, unless a reason is written down", async () => {
	const { roles, large, scans } = await walkRegion(await filled(), 50_000);
	expect(roles.reduce((sum, { pages }) => sum + pages, 0)).toBeGreaterThan(700);
	expect(large).toEqual(expect.arrayContaining(["check_answers", "events", "ledger_rows", "sam_answers"]));
	expect(scans).toEqual([]);
}, 3_600_000);
