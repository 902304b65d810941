import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openReading } from "../../db/open.ts";
import { hasEventOfType } from "../../db/queries/ground/write.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { openSealKey } from "../../src/report/closing/seal-key.ts";
import { verifySeals } from "../../src/report/closing/verify-seals.ts";
import { keysIn } from "../support/database.ts";

/** The product started on a data folder of its own, as `npm start` does it; `said` is what it has told so far. */
function start(dataDir: string): { child: ChildProcess; said: () => string; ended: Promise<void> } {
	const child = spawn(process.execPath, ["--import", "tsx", "src/server.ts"], {
		env: { PATH: process.env.PATH, PORT: "0", DATA_DIR: dataDir, NODE_ENV: "development" },
		stdio: ["ignore", "pipe", "inherit"],
	});
	let told = "";
	child.stdout!.on("data", (chunk: Buffer) => (told += chunk.toString()));
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	return { child, ended, said: () => told };
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
	while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** How many events the database in a data folder has; 0 before there is one. */
async function eventsIn(dataDir: string): Promise<number> {
	const file = join(dataDir, "tillracklig.db");
	if (!existsSync(file)) return 0;
	const reading = openReading(file);
	try {
		const { n } = await reading.db
			.selectFrom("events")
			.select((eb) => eb.fn.countAll<number>().as("n"))
			.executeTakeFirstOrThrow();
		return n;
	} catch {
		return 0; // the tables are still being made
	} finally {
		await reading.close();
	}
}

test("kill -9 in the midst of the first fill: the next start says so, and serves a whole demo", {
	timeout: 1_800_000,
}, async () => {
	const dataDir = mkdtempSync(join(tmpdir(), "tillracklig-fill-"));
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const first = start(dataDir);
	await until(async () => (await eventsIn(dataDir)) > 100);
	first.child.kill("SIGKILL");
	await first.ended;
	expect(first.said()).not.toContain("svarar på");
	const again = start(dataDir);
	try {
		await until(() => again.said().includes("svarar på") || again.child.exitCode !== null);
	} finally {
		again.child.kill("SIGTERM");
		await again.ended;
	}
	expect(again.said()).toContain("Exempeldatan blev inte färdig förra gången: den töms och läggs in på nytt");
	expect(again.said()).toContain("svarar på");
	const { db, close } = openReading(join(dataDir, "tillracklig.db"));
	expect(await hasEventOfType(db, "installation.demo_filled")).toBe(true);
	const begun = await db.selectFrom("events").select("seq").where("type", "=", "installation.demo_begun").execute();
	expect(begun).toEqual([{ seq: 1 }]);
	expect((await verifyTrail(db, { list: () => ({ anchors: [], faults: [] }) })).problems).toEqual([]);
	// how many reports are sealed depends on what day it is; both nämnder's for the year before always are
	const { seals, problems } = await verifySeals(db, openSealKey(keysIn(dataDir)));
	expect(problems).toEqual([]);
	expect(seals).toBeGreaterThanOrEqual(2);
	await close();
});
