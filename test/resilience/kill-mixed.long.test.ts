import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openDatabase } from "../../db/open.ts";
import { keptPath, openFolderStore } from "../../src/ground/files/file-store.ts";
import { csv } from "../checks/populations/support.ts";
import { openDrawnRun } from "../support/drawn-run.ts";
import { openWorld } from "../support/world.ts";
import { requireSound, start } from "./killed.ts";

/** The full measure: KILLS=50 WRITERS=1000. */
const KILLS = Number(process.env.KILLS ?? 5);
const WRITERS = Number(process.env.WRITERS ?? 1000);
const LINES = 20_000;
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

test(`kill -9 in the midst of ${WRITERS} writers, uploads and an import, ${KILLS} times: nothing acknowledged is lost`, {
	timeout: 120_000 + KILLS * 120_000,
}, async () => {
	const world = await openWorld();
	const { dataDir, ids } = world;
	const { itemIds } = await openDrawnRun(world, { period_key: "2026-09" });
	await world.ctx.database.close();
	const file = join(dataDir, "tillracklig.db");
	const run = (script: string, ...args: string[]) =>
		start(process.execPath, ["--import", "tsx", here(script), ...args]);
	const told: string[] = [];
	const kept: string[] = [];
	for (let kill = 0; kill < KILLS; kill++) {
		const purchases = join(dataDir, `inkop-${kill}.csv`);
		const month = `2026-0${(kill % 8) + 1}`;
		const row = (n: number) => `${kill}-${n};1001;${month}-10;Leverantör ${n % 7};77${n % 7};${100 + n},00`;
		writeFileSync(purchases, csv(...Array.from({ length: LINES }, (_, n) => row(n))));
		const writing = run("./writer.ts", file, String(WRITERS), `${kill}`);
		const uploading = run("./uploader.ts", dataDir, ids.maria, itemIds[0]!, "8");
		const importing = run("./importer.ts", dataDir, ids.carin, ids.control, purchases, month);
		const all = [writing, uploading, importing];
		while (![writing, uploading].every(({ lines }) => lines().length > 0))
			await new Promise((resolve) => setTimeout(resolve, 20));
		await new Promise((resolve) => setTimeout(resolve, Math.random() * 2_000));
		for (const { child } of all) child.kill("SIGKILL");
		await Promise.all(all.map(({ ended }) => ended));
		told.push(...writing.lines());
		kept.push(...uploading.lines());
		expect(importing.lines().filter((line) => line.startsWith("error"))).toEqual([]);
		await requireSound(file, told);
		await requireWhole(dataDir, kept, importing.lines());
	}
	expect([told.length > KILLS, kept.length >= KILLS]).toEqual([true, true]);
});

/** Each file that was acknowledged has its row and its bytes, each row its bytes; an import is there whole or not at all. */
async function requireWhole(dataDir: string, kept: readonly string[], imported: readonly string[]): Promise<void> {
	const { db, close } = openDatabase({ file: join(dataDir, "tillracklig.db") });
	try {
		const files = openFolderStore(dataDir);
		const rows = (await db.selectFrom("evidence").select("sha256").execute()).map(({ sha256 }) => sha256);
		const there = new Set(rows);
		expect(kept.filter((sha256) => !there.has(sha256))).toEqual([]);
		for (const sha256 of rows.slice(-200)) expect(await files.rehash(sha256)).toBe(sha256);
		const stored = await db
			.selectFrom("purchase_files")
			.select(["id", "sha256", "rows"])
			.select((eb) =>
				eb
					.selectFrom("ledger_lines")
					.select((fn) => fn.fn.countAll<number>().as("n"))
					.whereRef("file_id", "=", "purchase_files.id")
					.as("lines"),
			)
			.where("file_name", "like", "inkop-%")
			.execute();
		expect(
			stored.filter(({ rows, lines, sha256 }) => rows !== lines || !existsSync(keptPath(dataDir, sha256))),
		).toEqual([]);
		const acknowledged = imported.filter((id) => !stored.some((one) => one.id === id));
		expect(acknowledged).toEqual([]);
	} finally {
		await close();
	}
}
