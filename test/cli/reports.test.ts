import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { openTrailAnchors } from "../../src/proof/trail/trail-anchors.ts";
import { bundledProcess } from "../support/bundle.ts";
import { objectsOf, readWorkbook } from "../support/read-workbook.ts";
import { openReportedWorld } from "../support/reported-world.ts";
import { tellOfWorld } from "../support/tell-of-world.ts";
import { openWorld, type World } from "../support/world.ts";
import { isk } from "./commands.ts";

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-cli-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

async function eventCount(world: World): Promise<number> {
	return (await world.ctx.db.selectFrom("events").select("seq").execute()).length;
}

test("periods prints the periods as JSON", async () => {
	const world = await openWorld();
	expect(JSON.parse(await isk(world.dataDir, "periods"))).toEqual([
		{
			key: "verksamhetsberattelse-2026",
			name: "Verksamhetsberättelse 2026",
			kind: "annual_report",
			year: 2026,
			first_day: "2026-01-01",
			cut_off: "2026-12-31",
			deadline: "2027-02-15",
		},
	]);
});

describe("export-report", () => {
	test("writes the workbook and says its SHA-256; doing it again replaces the file", async () => {
		const world = await openReportedWorld();
		const out = join(folder(), "rapport.xlsx");
		for (let n = 0; n < 2; n++) {
			const said = await isk(world.dataDir, "export-report", "--period", "verksamhetsberattelse-2026", "--out", out);
			expect(said).toMatch(/SHA-256 [0-9a-f]{64}/);
		}
		const content = await readWorkbook(readFileSync(out));
		expect(objectsOf(content, "Stickprov")).toHaveLength(7);
		expect(existsSync(`${out}.part`)).toBe(false);
		const [event] = await world.ctx.db.selectFrom("events").selectAll().orderBy("seq", "desc").limit(1).execute();
		expect(event).toMatchObject({ type: "report.exported", actor_name: "Kommandoraden", via: "cli" });
	});

	test.each([
		[
			["--period", "nix", "--out", "/tmp/x.xlsx"],
			"Rapporttillfället ”nix” finns inte. Det finns: verksamhetsberattelse-2026.",
		],
		[["--period", "verksamhetsberattelse-2026", "--out", "/finns/inte/x.xlsx"], "Mappen /finns/inte finns inte."],
		[["--period", "verksamhetsberattelse-2026", "--out", "/tmp/x.xls"], "ska sluta på .xlsx"],
		[["--period", "verksamhetsberattelse-2026"], "Användning:"],
		[["--okänd"], "Användning:"],
	])("%j is refused in one sentence and changes nothing", async (args, sentence) => {
		const world = await openWorld();
		const before = await eventCount(world);
		await expect(isk(world.dataDir, "export-report", ...args)).rejects.toThrow(sentence);
		expect(await eventCount(world)).toBe(before);
	});
});

describe("verify", () => {
	test("says what it looked at, and remembers the end of the trail outside the database", async () => {
		const world = await tellOfWorld(await openWorld());
		const said = await isk(world.dataDir, "verify");
		expect(said).toContain("Inga fel.");
		expect(said).toMatch(/Loggens slut: händelse \d+, [0-9a-f]{64}/);
		const [anchor] = openTrailAnchors(world).list().anchors;
		const [event] = await world.ctx.db.selectFrom("events").selectAll().orderBy("seq", "desc").limit(1).execute();
		expect(event!.type).toBe("trail.verified");
		expect(anchor).toMatchObject({ seq: event!.seq, hash: event!.hash, by: "verify" });
		expect(await isk(world.dataDir, "verify")).toContain("Inga fel.");
	});

	test("names every problem and fails", async () => {
		const world = await openReportedWorld();
		await expect(isk(world.dataDir, "verify")).rejects.toThrow(/Kontrollen hittade \d+ fel\./);
	});

	test("takes no arguments", async () => {
		const world = await openWorld();
		await expect(isk(world.dataDir, "verify", "--snabbt")).rejects.toThrow("Användning:");
	});
});

test("a data folder without a database is refused, and none is made", async () => {
	const empty = folder();
	for (const command of [["periods"], ["verify"], ["backup", join(empty, "kopia")]] as [string, ...string[]][])
		await expect(isk(empty, ...command)).rejects.toThrow("Det finns ingen databas");
	expect(existsSync(join(empty, "tillracklig.db"))).toBe(false);
});

test("the real command line exits 1 with one sentence, and 0 with JSON alone on stdout", async () => {
	const world = await openWorld();
	const root = fileURLToPath(new URL("../..", import.meta.url));
	const line = await bundledProcess(join(root, "scripts/isk.ts"));
	const run = (...args: string[]) =>
		spawnSync(process.execPath, [line, ...args], {
			cwd: root,
			encoding: "utf8",
			env: { PATH: process.env.PATH, DATA_DIR: world.dataDir },
		});
	const refused = run("export-report", "--period", "nix", "--out", join(world.dataDir, "x.xlsx"));
	expect([refused.status, refused.stdout]).toEqual([1, ""]);
	expect(refused.stderr.trim().split("\n")).toEqual([
		"Rapporttillfället ”nix” finns inte. Det finns: verksamhetsberattelse-2026.",
	]);
	const listed = run("periods");
	expect(listed.status).toBe(0);
	expect(JSON.parse(listed.stdout)).toHaveLength(1);
}, 60_000);
