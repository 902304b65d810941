import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** Kills the command when rows of its file stand in the register and the file does not. Returns how many stood there. */
async function killedWhileLanding(dataDir: string, args: string[]): Promise<number> {
	const child = spawn(process.execPath, ["--import", "tsx", "scripts/isk.ts", ...args], {
		env: { PATH: process.env.PATH, DATA_DIR: dataDir, NODE_ENV: "test" },
		stdio: "ignore",
	});
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	const database = openDatabase({ file: join(dataDir, "tillracklig.db") });
	try {
		let rows = 0;
		while (rows === 0 && child.exitCode === null) {
			await new Promise((resolve) => setTimeout(resolve, 5));
			const { no } = (await database.db.selectFrom("ledger_arrivals").select("no").executeTakeFirst()) ?? { no: -1 };
			rows = (await database.db.selectFrom("ledger_rows").select("id").where("file_no", "=", no).execute()).length;
		}
		child.kill("SIGKILL");
		await ended;
		return rows;
	} finally {
		await database.close();
	}
}

test("kill -9 while rows land and their file is still read: nothing is seen of it, and the same file can be imported", async () => {
	const folder = mkdtempSync(join(tmpdir(), "tillracklig-avbrott-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const world = await tellOfWorld(await openWorld());
	await world.ctx.database.close();
	const file = join(folder, "inkop.csv");
	writeFileSync(file, csv(...purchasesOf("1001", LINES)));
	const order = ["import-purchases", file, "--period", "2026-10"] as const;
	const landed = await killedWhileLanding(world.dataDir, [...order]);
	expect(landed).toBeGreaterThan(0);
	expect(landed, "the file was not read to its end").toBeLessThan(LINES);
	const shown = async () => {
		const database = openDatabase({ file: join(world.dataDir, "tillracklig.db") });
		try {
			expect((await verifyTrail(database.db, openTrailAnchors(world))).problems).toEqual([]);
			expect((await verifyRows(database.db)).problems).toEqual([]);
			const tables = ["purchase_files", "populations", "ledger_lines"] as const;
			return await Promise.all(
				tables.map(async (table) => (await database.db.selectFrom(table).selectAll().execute()).length),
			);
		} finally {
			await database.close();
		}
	};
	expect(await shown()).toEqual([0, 0, 0]);
	await isk(world.dataDir, ...order);
	expect(await shown()).toEqual([1, 1, LINES]);
}, 180_000);
