import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { findPopulation } from "../../../db/queries/checks/populations.ts";
import { findDraw } from "../../../db/queries/checks/draws.ts";
import { UsageError } from "../../../scripts/commands/command.ts";
import { draw } from "../../../scripts/commands/draw.ts";
import { importPurchasesCommand } from "../../../scripts/commands/import-purchases.ts";
import { verifyDraw } from "../../../scripts/commands/verify-draw.ts";
import { readConfig } from "../../../src/config.ts";
import { drawSample } from "../../../src/checks/draws/draw-sample.ts";
import { recordOf } from "../../../src/checks/draws/record-of.ts";
import { CORRECTED, correcting, frozen } from "../populations/corrected-support.ts";
import { csv, importText, purchasesOf, rowsIn } from "../populations/support.ts";
import { openWorld } from "../../support/world.ts";

const PERIOD = ["--period", "2026-10"];

function folder(): string {
	const path = mkdtempSync(join(tmpdir(), "tillracklig-kommando-"));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

function fileOf(text: string, name = "inkop.csv"): string {
	const path = join(folder(), name);
	writeFileSync(path, text);
	return path;
}

/** What the command prints, line by line. */
async function printed(run: () => Promise<void>): Promise<string[]> {
	const log = vi.spyOn(console, "log").mockImplementation(() => {});
	try {
		await run();
		return log.mock.calls.map((call) => String(call[0]));
	} finally {
		log.mockRestore();
	}
}

const at = (dataDir: string) => readConfig({ DATA_DIR: dataDir, NODE_ENV: "test" });

describe("import-purchases --preview", () => {
	it("prints one JSON object without a database, and makes nothing", async () => {
		const dataDir = join(folder(), "data");
		const file = fileOf(csv("V1;77;2026-10-02;A;1;1 234,50", "V2;77;2026-10-03;A;1;20000", "V3;78;2026-11-03;A;1;5"));
		const [line] = await printed(() => importPurchasesCommand.run([file, ...PERIOD, "--preview"], at(dataDir)));
		const answer = JSON.parse(line!) as Record<string, unknown>;
		expect(Object.keys(answer)).toEqual([
			...["encoding", "delimiter", "columns", "rows", "refused", "sumOre", "units"],
			...["heading_line", "warnings", "unplaced"],
		]);
		expect(answer).toMatchObject({
			encoding: "UTF-8",
			delimiter: ";",
			rows: 2,
			sumOre: 2_123_450,
			refused: [{ line: 4, reason: expect.stringContaining("För tidig") }],
			units: [{ unit_code: "77", rows: 2, sumOre: 2_123_450 }],
		});
		expect(existsSync(dataDir)).toBe(false);
	});

	it("says where the heading stands, what is no purchase, and what has no unit", async () => {
		const row = "1;11010;2026-10-03;A;1;1 234,50";
		const [heading] = csv().split("\n");
		const file = fileOf(`Reskontra, oktober\n\n${heading}\n${row}\n2;;2026-10-03;A;1;5\nSumma;;;;;1 239,50\n`);
		const [line] = await printed(() => importPurchasesCommand.run([file, ...PERIOD, "--preview"], at(folder())));
		expect(JSON.parse(line!)).toMatchObject({
			rows: 1,
			sumOre: 123_450,
			heading_line: 3,
			unplaced: { rows: 1, sumOre: 500 },
			warnings: [
				{ line: 1, text: "Raden står ovanför rubrikraden." },
				{ line: 6, text: "Raden är en summarad, inte ett inköp." },
			],
			refused: [{ line: 5, reason: "Raden saknar enhet." }],
		});
	});

	it("obeys what is said of row, delimiter and encoding, and refuses nonsense", async () => {
		const file = fileOf("Ver.nr|Kst|Datum|Leverantör|Belopp\n1|11010|2026-10-03|A;B|5\n");
		const said = ["--heading-row", "1", "--delimiter", "|", "--encoding", "UTF-8"];
		const [line] = await printed(() =>
			importPurchasesCommand.run([file, ...PERIOD, ...said, "--preview"], at(folder())),
		);
		expect(JSON.parse(line!)).toMatchObject({ rows: 1, delimiter: "|", sumOre: 500 });
		for (const wrong of [
			["--heading-row", "noll"],
			["--delimiter", "x"],
			["--encoding", "EBCDIC"],
		]) {
			const run = importPurchasesCommand.run([file, ...PERIOD, ...wrong, "--preview"], at(folder()));
			await expect(run).rejects.toBeInstanceOf(UsageError);
		}
	});

	it("refuses units the installation does not know, and stores nothing", async () => {
		const world = await openWorld();
		const file = fileOf(csv("V1;77;2026-10-02;A;1;1", "V2;1001;2026-10-02;A;1;2"));
		const [line] = await printed(() => importPurchasesCommand.run([file, ...PERIOD, "--preview"], at(world.dataDir)));
		expect(JSON.parse(line!)).toMatchObject({
			rows: 1,
			sumOre: 200,
			refused: [{ line: 2, reason: "Okänd enhet 77." }],
		});
		expect(await rowsIn(world, "purchase_files", "ledger_lines", "draws")).toBe(0);
		expect(readdirSync(join(world.dataDir, "tmp"))).toEqual([]);
	});

	it("takes a map and a unit for what the file does not say", async () => {
		const file = fileOf("Löp;När;Kronor\n1;2026-10-02;5\n");
		const map = fileOf('{"Löp":"voucher_no","När":"booking_date","Kronor":"amount"}', "karta.json");
		const args = [file, ...PERIOD, "--map", map, "--unit", "1001", "--preview"];
		const [line] = await printed(() => importPurchasesCommand.run(args, at(folder())));
		expect(JSON.parse(line!)).toMatchObject({ rows: 1, units: [{ unit_code: "1001", rows: 1 }] });
	});

	it.each([
		["no period", ["x.csv", "--preview"]],
		["a period that is none", ["x.csv", "--period", "oktober"]],
		["no file", ["saknas.csv", ...PERIOD, "--preview"]],
		["an unknown option", ["x.csv", ...PERIOD, "--foo"]],
	])("says in a sentence what is wrong: %s", async (_name, args) => {
		const file = fileOf(csv(...purchasesOf("1001", 1)));
		const given = args.map((arg) => (arg === "x.csv" ? file : arg));
		await expect(importPurchasesCommand.run(given, at(folder()))).rejects.toBeInstanceOf(UsageError);
	});

	it.each([
		["", /tom/],
		["a;b\n1;2\n", /saknar kolumn/],
		["\0\0\0", /textfil/],
	])("refuses a file that cannot be read: %j", async (text, sentence) => {
		await expect(importPurchasesCommand.run([fileOf(text), ...PERIOD, "--preview"], at(folder()))).rejects.toThrow(
			sentence,
		);
	});

	it("refuses a map that is none", async () => {
		const file = fileOf(csv(...purchasesOf("1001", 1)));
		for (const map of ["[]", "{", '{"A":"hemlighet"}']) {
			const args = [file, ...PERIOD, "--preview", "--map", fileOf(map, "karta.json")];
			await expect(importPurchasesCommand.run(args, at(folder()))).rejects.toBeInstanceOf(UsageError);
		}
	});
});

describe("import-purchases, draw and verify-draw", () => {
	it("freeze, draw, and redo the draw from its record", async () => {
		const world = await openWorld();
		const config = at(world.dataDir);
		const file = fileOf(csv(...purchasesOf("1001", 9), ...purchasesOf("1002", 2)));
		const [stored] = await printed(() => importPurchasesCommand.run([file, ...PERIOD], config));
		expect(JSON.parse(stored!)).toMatchObject({ n: 11, draw_id: "inkop-under-10000/2026-10" });
		const [drawn] = await printed(() => draw.run(["--control", "inkop-under-10000", ...PERIOD], config));
		const summary = JSON.parse(drawn!) as { id: string };
		expect(summary).toMatchObject({
			drawn: 7,
			strata: [
				{ N: 9, n: 5 },
				{ N: 2, n: 2 },
			],
		});
		const event = await world.ctx.db
			.selectFrom("events")
			.select(["actor_name", "via"])
			.where("type", "=", "sample.drawn")
			.executeTakeFirstOrThrow();
		expect(event).toEqual({ actor_name: "Kommandoraden", via: "cli" });

		const record = await recordOf(world.ctx.db, (await findDraw(world.ctx.db, summary.id))!);
		const path = fileOf(JSON.stringify(record), "protokoll.json");
		const [said] = await printed(() => verifyDraw.run([path], at(folder())));
		expect(said).toContain("Protokollet stämmer");
		const broken = fileOf(JSON.stringify({ ...record, secretHex: "00".repeat(32) }), "protokoll.json");
		await expect(verifyDraw.run([broken], at(folder()))).rejects.toThrow(/stämmer inte/);
		await expect(verifyDraw.run([fileOf("{", "x.json")], at(folder()))).rejects.toBeInstanceOf(UsageError);
		await expect(draw.run(["--control", "inkop-under-10000", ...PERIOD], config)).rejects.toThrow(/drogs redan/);
	});

	it("a draw that came instead of an earlier one is redone from a record that says so", async () => {
		const { world, carin, first } = await frozen();
		const second = await importText(world, carin, CORRECTED, correcting(first.population_id));
		await drawSample(carin, second.population_id, { public_value: null });
		const drawn = (await findPopulation(world.ctx.db, second.population_id))!;
		const record = await recordOf(world.ctx.db, (await findDraw(world.ctx.db, drawn.draw_id))!);
		expect(record).toMatchObject({
			reason: correcting("").reason,
			earlier: [{ drawId: "inkop-under-10000/2026-10" }],
		});
		const [said] = await printed(() =>
			verifyDraw.run([fileOf(JSON.stringify(record), "protokoll.json")], at(folder())),
		);
		expect(said).toContain("Protokollet stämmer");
		const broken = fileOf(JSON.stringify({ ...record, earlier: "ingen" }), "protokoll.json");
		await expect(verifyDraw.run([broken], at(folder()))).rejects.toThrow(/earlier är inte en lista/);
	});

	it("refused rows stop the import until they are accepted", async () => {
		const world = await openWorld();
		const file = fileOf(csv("V1;9;2026-10-02;A;1;1", "V2;1001;2026-10-02;A;1;2"));
		await expect(importPurchasesCommand.run([file, ...PERIOD], at(world.dataDir))).rejects.toThrow(/--accept-refused/);
		expect(await rowsIn(world, "purchase_files")).toBe(0);
		expect(readdirSync(join(world.dataDir, "tmp"))).toEqual([]);
		const [stored] = await printed(() =>
			importPurchasesCommand.run([file, ...PERIOD, "--accept-refused"], at(world.dataDir)),
		);
		expect(JSON.parse(stored!)).toMatchObject({ rows: 1, refused: 1 });
	});

	it("a map given once is remembered", async () => {
		const world = await openWorld();
		const text = "Löp;Kst;När;Kronor\n1;1001;2026-09-02;5\n";
		const map = fileOf('{"Löp":"voucher_no","När":"booking_date","Kronor":"amount"}', "karta.json");
		await printed(() =>
			importPurchasesCommand.run([fileOf(text), "--period", "2026-09", "--map", map], at(world.dataDir)),
		);
		const [next] = await printed(() =>
			importPurchasesCommand.run([fileOf(`${text}2;1001;2026-10-02;6\n`), ...PERIOD], at(world.dataDir)),
		);
		expect(JSON.parse(next!)).toMatchObject({ n: 1 });
	});

	it("say which control or unit they need", async () => {
		const world = await openWorld();
		const config = at(world.dataDir);
		const file = fileOf("Ver.nr;Datum;Belopp\nV1;2026-10-02;5\n");
		await expect(importPurchasesCommand.run([file, ...PERIOD], config)).rejects.toThrow(/--unit/);
		await expect(importPurchasesCommand.run([file, ...PERIOD, "--unit", "77"], config)).rejects.toThrow(
			"Okänd enhet 77.",
		);
		await expect(importPurchasesCommand.run([file, ...PERIOD, "--control", "annat"], config)).rejects.toThrow(
			"inkop-under-10000",
		);
		await expect(draw.run([...PERIOD], config)).rejects.toThrow(/inte fryst/);
		const [stored] = await printed(() => importPurchasesCommand.run([file, ...PERIOD, "--unit", "1002"], config));
		expect(JSON.parse(stored!)).toMatchObject({ n: 1 });
	});
});
