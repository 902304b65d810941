import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { lastEvent } from "../../db/queries/ground/write.ts";
import { write } from "../../src/ground/write/write.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openWorld, type World } from "../support/world.ts";
import { keysIn } from "../support/database.ts";

const FILE = "tillracklig.db";
const WRITES = 40;

function note(world: World, n: number): Promise<void> {
	return write(world.ctx, ({ record }) =>
		record({ type: "system.started", unit_id: null, object: { kind: "system", id: `${n}` }, data: { note: `${n}` } }),
	);
}

/** A data folder as a power cut leaves it: forty writes stand in the write-ahead log alone, and their end is signed. */
async function cutOff(): Promise<{ dataDir: string; log: string; last: number }> {
	const world = await openWorld();
	const { database, db } = world.ctx;
	await database.transaction((trx) => sql`pragma wal_autocheckpoint = 0`.execute(trx));
	for (let n = 0; n < WRITES; n++) await note(world, n);
	const { seq, hash } = (await lastEvent(db))!;
	openTrailAnchors(world).add({ at: "2026-11-16T09:00:00.000Z", seq, hash, by: "verify" });
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-skada-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	for (const name of [FILE, `${FILE}-wal`, "keys"])
		cpSync(join(world.dataDir, name), join(dataDir, name), { recursive: true });
	return { dataDir, log: join(dataDir, `${FILE}-wal`), last: seq };
}

const DAMAGES: [what: string, damage: (log: string) => void][] = [
	[
		"one byte in the midst of it is another",
		(log) => {
			const bytes = readFileSync(log);
			bytes[Math.floor(bytes.length * 0.6)]! ^= 0xff;
			writeFileSync(log, bytes);
		},
	],
	["its end is gone", (log) => truncateSync(log, Math.floor(statSync(log).size * 0.7) + 11)],
	[
		"its end is nothing but zeros",
		(log) =>
			writeFileSync(
				log,
				Buffer.concat([readFileSync(log).subarray(0, Math.floor(statSync(log).size / 2)), Buffer.alloc(200_000)]),
			),
	],
];

test.each(DAMAGES)(
	"a write-ahead log where %s: whole writes up to there, and the loss is told",
	async (_what, damage) => {
		const { dataDir, log, last } = await cutOff();
		damage(log);
		const database = openDatabase({ file: join(dataDir, FILE) });
		try {
			const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
			expect(rows).toEqual([{ integrity_check: "ok" }]);
			const { events, problems } = await verifyTrail(database.db, openTrailAnchors(keysIn(dataDir)));
			expect(events).toBeLessThan(last);
			expect(events).toBeGreaterThan(0);
			expect(problems).toEqual([
				expect.stringMatching(new RegExp(`^Loggens slut saknas: .* fanns händelse ${last}, men`)),
			]);
			await database.migrate();
		} finally {
			await database.close();
		}
	},
);

test("a write-ahead log that is whole loses nothing", async () => {
	const { dataDir, last } = await cutOff();
	const database = openDatabase({ file: join(dataDir, FILE) });
	try {
		expect(await verifyTrail(database.db, openTrailAnchors(keysIn(dataDir)))).toMatchObject({
			events: last,
			problems: [],
		});
	} finally {
		await database.close();
	}
});
