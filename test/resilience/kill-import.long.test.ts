import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { verifyRows } from "../../src/proof/trail/verify-rows.ts";
import { verifyTrail } from "../../src/proof/trail/verify-trail.ts";
import { isk } from "../cli/commands.ts";
import { csv, purchasesOf } from "../checks/populations/support.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { openWorld } from "../support/world.ts";

const LINES = 60_000;
const KILLS = Number(process.env.KILLS ?? 10);
const IMPORTED = ["purchase_files", "populations", "population_strata", "ledger_lines"] as const;

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-avbrott-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** Starts a command and kills it after so long. True when it had come to its end before. */
async function killed(dataDir: string, args: string[], afterMs: number): Promise<boolean> {
	const child = spawn(process.execPath, ["--import", "tsx", "scripts/isk.ts", ...args], {
		env: { PATH: process.env.PATH, DATA_DIR: dataDir, NODE_ENV: "test" },
		stdio: "ignore",
	});
	const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
	const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
	clearTimeout(timer);
	return code === 0;
}

/** How long the command takes when nobody kills it: the kills are spread over that time. */
async function lasting(dataDir: string, args: string[]): Promise<number> {
	const started = performance.now();
	expect(await killed(dataDir, args, 600_000)).toBe(true);
	return performance.now() - started;
}

test("kill -9 at any moment of an import: the register is as it was, and the same file can be imported", async () => {
	const trial = await tellOfWorld(await openWorld());
	const file = join(folder(), "inkop.csv");
	writeFileSync(file, csv(...purchasesOf("1001", LINES / 2), ...purchasesOf("1002", LINES / 2)));
	const order = ["import-purchases", file, "--period", "2026-10"];
	const whole = await lasting(trial.dataDir, order);
	const world = await tellOfWorld(await openWorld());
	await world.ctx.database.close();
	let done = false;
	for (let kill = 1; kill <= KILLS && !done; kill++) {
		done = await killed(world.dataDir, order, (whole * kill) / KILLS);
		const database = openDatabase({ file: join(world.dataDir, "tillracklig.db") });
		try {
			const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(database.db);
			expect(rows).toEqual([{ integrity_check: "ok" }]);
			expect((await verifyTrail(database.db, openTrailAnchors(world))).problems).toEqual([]);
			expect((await verifyRows(database.db)).problems).toEqual([]);
			const found = await Promise.all(
				IMPORTED.map(async (table) => (await database.db.selectFrom(table).selectAll().execute()).length),
			);
			// all of it or nothing: a kill after the commit leaves the whole file
			if (found.some((n) => n > 0)) expect(found).toEqual([1, 1, 2, LINES]);
			done ||= found[0] === 1;
		} finally {
			await database.close();
		}
	}
	if (!done) expect(await killed(world.dataDir, order, 600_000)).toBe(true);
	expect(await isk(world.dataDir, "verify")).toContain("Inga fel.");
}, 1_800_000);

test("kill -9 at any moment of a backup: what it left is refused in words, and the next one is made", async () => {
	const world = await tellOfWorld(await openWorld());
	const file = join(folder(), "inkop.csv");
	writeFileSync(file, csv(...purchasesOf("1001", LINES)));
	await isk(world.dataDir, "import-purchases", file, "--period", "2026-10");
	const whole = await lasting(world.dataDir, ["backup", join(folder(), "kopia")]);
	for (let kill = 1; kill <= KILLS; kill++) {
		const copy = join(folder(), "kopia");
		const made = await killed(world.dataDir, ["backup", copy], (whole * kill) / KILLS);
		const target = folder();
		if (existsSync(join(copy, "manifest.json"))) {
			await isk(target, "restore", copy);
			expect(await isk(target, "verify")).toContain("Inga fel.");
		} else {
			expect(made).toBe(false);
			await expect(isk(target, "restore", copy)).rejects.toThrow(/[a-zåäö]{4,}.*\./);
			expect(readdirSync(target)).toEqual([]);
		}
		const next = join(folder(), "kopia");
		if (kill === KILLS) await isk(world.dataDir, "backup", next);
	}
	expect(await isk(world.dataDir, "verify")).toContain("Inga fel.");
}, 1_800_000);
