import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { DRAW_RECIPE } from "../../../src/ground/sampling/draw-recipe.ts";
import { buildDrawRecord, type DrawRecord, type DrawRecordInput } from "../../../src/ground/sampling/draw-record.ts";
import { drawRecordCsv } from "../../../src/ground/sampling/draw-record-csv.ts";
import { commitment, seedFrom } from "../../../src/ground/sampling/selection.ts";
import { verifyDrawRecord } from "../../../src/ground/sampling/verify-draw-record.ts";

const folder = mkdtempSync(join(tmpdir(), "stickprov-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

function input(size: number, change: Partial<DrawRecordInput> = {}): DrawRecordInput {
	const units = ["Medicinkliniken", 'Kirurgi; "akut"', "Åsa vårdcentral"];
	const rows = Array.from({ length: size }, (_, i) => ({
		key: `100|${i % 7 === 0 ? "ÅÄÖ" : "LF"}|2026|${1000 + i}|1`,
		unit: units[i % units.length]!,
		amountOre: ((i * 7919) % 999_999) - (i % 11 === 0 ? 500_000 : 0),
	}));
	return {
		drawId: "inkop-under-10000/2026-01",
		secretHex: "0f".repeat(32),
		publicValue: null,
		cutOff: "2026-01-31",
		filter: "Leverantörsfakturor under 10 000 kr",
		strata: [...units.map((id) => ({ id, n: 5 })), { id: "Tom enhet", n: 5 }],
		rows,
		reserveCount: 3,
		...change,
	};
}

/** A deep copy as an auditor gets it, changed by `change`, then verified. */
function problemsAfter(change: (record: DrawRecord) => void, record = buildDrawRecord(input(60))): string[] {
	const copy = JSON.parse(JSON.stringify(record)) as DrawRecord;
	change(copy);
	const verdict = verifyDrawRecord(copy);
	return verdict.ok ? [] : verdict.problems;
}

test("a built record verifies, with and without a public value, and says what it holds", () => {
	const record = buildDrawRecord(input(60));
	expect(verifyDrawRecord(JSON.parse(JSON.stringify(record)))).toEqual({
		ok: true,
		drawId: record.drawId,
		commitment: record.commitment,
		digest: record.digest,
		strataCount: 4,
		populationCount: 60,
		sumOre: record.rows.reduce((sum, row) => sum + row.amountOre, 0),
		sampleCount: 15,
		usedReserveCount: 0,
	});
	expect(problemsAfter(() => {}, buildDrawRecord(input(60, { publicValue: "Lotto 3 9 14" })))).toEqual([]);
	expect(problemsAfter(() => {}, buildDrawRecord(input(0)))).toEqual([]);
	expect(buildDrawRecord(input(60))).toEqual(record);
});

test("every kind of tampering is named", () => {
	const cases: [RegExp, (record: DrawRecord) => void][] = [
		[/Åtagandet/, (r) => (r.commitment = "0".repeat(64))],
		[/Åtagandet/, (r) => (r.secretHex = "1".repeat(64))],
		[/Kontrollsumman/, (r) => (r.digest = "0".repeat(64))],
		[/Kontrollsumman/, (r) => (r.rows[0]!.amountOre += 1)],
		[/anges summan/, (r) => (r.rows[0]!.amountOre += 1)],
		[/Kontrollsumman/, (r) => r.rows.pop()],
		[/anges N = 20 men där finns 19/, (r) => r.rows.pop()],
		[/två gånger i populationen/, (r) => r.rows.push({ ...r.rows[0]! })],
		[/Stratumet .* två gånger/, (r) => r.strata.push({ ...r.strata[0]! })],
		[/saknas bland strata/, (r) => (r.rows[0]!.unit = "Okänd")],
		[/fel hash/, (r) => (r.rows[0]!.hash = "0".repeat(64))],
		[/fel hash/, (r) => (r.publicValue = "något annat")],
		[/ska inte vara dragen/, (r) => (r.strata[0]!.items[0] = { ...r.strata[0]!.reserves[0]! })],
		[/ska vara dragen men saknas/, (r) => r.strata[0]!.items.pop()],
		[/n = 5 men 4 poster/, (r) => r.strata[0]!.items.pop()],
		[/n = 6 men 5 poster/, (r) => (r.strata[0]!.n = 6)],
		[/finns bara 20 rader/, (r) => (r.strata[0]!.n = 21)],
		[/n = 5 men 6 poster/, (r) => r.strata[0]!.items.push({ ...r.strata[0]!.items[0]! })],
		[/fel rang/, (r) => r.strata[0]!.items.reverse()],
		[/fel rang/, (r) => (r.strata[0]!.items[2]!.rank = 4)],
		[/Posten .* har fel hash/, (r) => (r.strata[0]!.items[2]!.hash = "0".repeat(64))],
		[/Tröskeln/, (r) => (r.strata[0]!.thresholdHash = null)],
		[/Tröskeln/, (r) => (r.strata[3]!.thresholdHash = "0".repeat(64))],
		[/anges N = 9/, (r) => (r.strata[3]!.N = 9)],
		[/anges summan 1 öre/, (r) => (r.strata[3]!.sumOre = 1)],
		[/ska inte vara reserv/, (r) => r.strata[0]!.reserves.shift()],
		[/Receptet/, (r) => (r.recipe = " ")],
		[/inte nästa i tur/, (r) => addReserve(r, { replacementKey: r.strata[0]!.reserves[1]!.key })],
		[/inte ingår i stickprovet/, (r) => addReserve(r, { removedKey: "påhittad" })],
		[/saknas skäl/, (r) => addReserve(r, { reason: "" })],
		[/Algoritmen/, (r) => Object.assign(r, { algorithm: "stickprov/v2" })],
		[/styrtecken/, (r) => (r.rows[0]!.key = "a\tb")],
		[/strata\[0\]\.items\[1\]\.rank/, (r) => (r.strata[0]!.items[1]!.rank = 1.5)],
		[/rows\[3\]\.amountOre/, (r) => (r.rows[3]!.amountOre = 0.1)],
	];
	for (const [expected, change] of cases) {
		expect(
			problemsAfter(change).some((problem) => expected.test(problem)),
			`${expected}`,
		).toBe(true);
	}
});

function addReserve(record: DrawRecord, change: Partial<DrawRecord["strata"][number]["usedReserves"][number]>): void {
	const [stratum] = record.strata;
	const right = {
		removedKey: stratum!.items[0]!.key,
		replacementKey: stratum!.reserves[0]!.key,
		reason: "Annan enhet",
	};
	stratum!.usedReserves.push({ ...right, ...change });
}

test("used reserves follow rank and may themselves be replaced", () => {
	const plain = buildDrawRecord(input(60)).strata[0]!;
	const [first, second] = plain.reserves.map((item) => item.key);
	const unit = plain.id;
	const usedReserves = [
		{ unit, removedKey: plain.items[2]!.key, replacementKey: first!, reason: "Intern faktura" },
		{ unit, removedKey: first!, replacementKey: second!, reason: "Också intern" },
	];
	const record = buildDrawRecord(input(60, { usedReserves, reserveCount: 0 }));
	expect(problemsAfter(() => {}, record)).toEqual([]);
	expect(record.strata[0]!.N).toBe(20);
	const csv = drawRecordCsv(record);
	expect(csv).toContain(`;6;ersatt;${first};`);
	expect(csv).toContain(`;7;använd reserv;${second};`);
	const skipping = [{ ...usedReserves[0]!, replacementKey: second! }];
	expect(() => buildDrawRecord(input(60, { usedReserves: skipping }))).toThrow("inte nästa i tur");
	expect(() => buildDrawRecord(input(60, { usedReserves: [{ ...usedReserves[0]!, unit: "Okänd" }] }))).toThrow(
		"stratum",
	);
});

test("a draw that does not answer to the log is never built", () => {
	const { commitment: promised, digest } = buildDrawRecord(input(9));
	const zeros = "0".repeat(64);
	expect(buildDrawRecord(input(9, { logged: { commitment: promised, digest } })).digest).toBe(digest);
	expect(() => buildDrawRecord(input(9, { logged: { commitment: zeros, digest } }))).toThrow("åtagandet");
	expect(() => buildDrawRecord(input(9, { logged: { commitment: promised, digest: zeros } }))).toThrow("frystes");
	const stray = [{ key: "x", unit: "Okänd", amountOre: 1 }];
	expect(() => buildDrawRecord(input(9, { rows: stray }))).toThrow("inte är ett stratum");
});

test("verification never throws, whatever it is given", () => {
	const hostile = new Proxy(
		{},
		{
			get: () => {
				throw new Error("nej");
			},
		},
	);
	const cyclic: Record<string, unknown> = { algorithm: "stickprov/v1" };
	cyclic.strata = [cyclic];
	for (const value of [
		undefined,
		null,
		1,
		"{}",
		[],
		{},
		hostile,
		cyclic,
		() => 1,
		Symbol("x"),
		10n,
		new Date(Number.NaN),
	]) {
		const verdict = verifyDrawRecord(value);
		expect(verdict.ok).toBe(false);
		if (!verdict.ok) expect(verdict.problems[0]).toMatch(/\.$/);
	}
	fc.assert(fc.property(fc.anything(), (value) => verifyDrawRecord(value).ok === false));
	const record = buildDrawRecord(input(12));
	const names = Object.keys(record) as (keyof DrawRecord)[];
	fc.assert(
		fc.property(fc.constantFrom(...names), fc.anything(), (name, value) => {
			fc.pre(JSON.stringify(value) !== JSON.stringify(record[name]));
			fc.pre(!["cutOff", "filter", "recipe"].includes(name) && !(name === "publicValue" && value === ""));
			expect(verifyDrawRecord({ ...record, [name]: value }).ok).toBe(false);
		}),
	);
});

test("the CSV lists every key once, for Excel, without formulas", () => {
	const record = buildDrawRecord(input(60));
	const csv = drawRecordCsv(record);
	const lines = csv.slice(1).trimEnd().split("\r\n");
	expect(csv.startsWith("\ufeffenhet;rang;status;nyckel;belopp_ore;hash\r\n")).toBe(true);
	expect(lines).toHaveLength(61);
	expect(lines.filter((line) => line.includes(";dragen;"))).toHaveLength(15);
	expect(lines.filter((line) => line.includes(";reserv;"))).toHaveLength(9);
	expect(csv).toContain('"Kirurgi; ""akut"""');
	for (const row of record.rows) expect(csv).toContain(`;${row.key};${row.amountOre};${row.hash}\r\n`);
	const rows = [{ key: "=1+1", unit: "-a", amountOre: -5 }];
	const risky = drawRecordCsv(buildDrawRecord(input(0, { rows, strata: [{ id: "-a", n: 1 }] })));
	expect(risky).toContain("'-a;1;dragen;'=1+1;-5;");
});

/** What a draw that came instead of others says of them. */
const BEFORE = {
	reason: "Ekonomisystemet hade fel kostnadsställe.",
	earlier: [{ drawId: "inkop-under-10000/2025-12", plannedAt: "2026-02-01T09:00:00.000Z", reason: "" }],
};

test("what a record says of earlier draws is read, may be left out, and is refused in another shape", () => {
	const record = { ...buildDrawRecord(input(60)), ...BEFORE };
	expect(problemsAfter(() => {}, record)).toEqual([]);
	for (const wrong of [
		{ reason: 1 },
		{ reason: null },
		{ earlier: {} },
		{ earlier: [{ drawId: "x" }] },
		{ earlier: [null] },
	])
		expect(verifyDrawRecord({ ...record, ...wrong }), JSON.stringify(wrong)).toMatchObject({
			ok: false,
			problems: [expect.stringMatching(/reason|earlier/)],
		});
	// and it hides nothing: the draw is done again all the same
	const changed = problemsAfter((copy) => {
		copy.rows[0]!.amountOre += 1;
	}, record);
	expect(changed).not.toEqual([]);
});

test.runIf(hasPython)("the Python recipe takes a record that tells of earlier draws", { timeout: 30_000 }, () => {
	const record = { ...buildDrawRecord(input(60)), ...BEFORE };
	writeFileSync(join(folder, "ny-granska.py"), record.recipe);
	writeFileSync(join(folder, "nytt-protokoll.json"), JSON.stringify(record));
	const { status, stdout } = spawnSync("python3", ["ny-granska.py", "nytt-protokoll.json"], {
		cwd: folder,
		encoding: "utf8",
	});
	expect(status).toBe(0);
	expect(stdout.trimEnd().endsWith("OK")).toBe(true);
});

test.runIf(hasPython)(
	"the Python recipe draws the same 300-unit record, and finds tampering",
	{ timeout: 30_000 },
	() => {
		const record = buildDrawRecord(input(300, { publicValue: "Lotto 2026-02-07: 3 9 åäö" }));
		const file = join(folder, "protokoll.json");
		writeFileSync(file, JSON.stringify(record));
		const extract = /python3 -c "(.*)"$/m.exec(record.recipe)?.[1];
		execFileSync("python3", ["-c", extract!], { cwd: folder });
		const run = () => spawnSync("python3", ["granska.py", "protokoll.json"], { cwd: folder, encoding: "utf8" });
		const expected = record.strata.flatMap(({ id, items }) =>
			items.map((i) => `${id}\t${i.rank}\t${i.key}\t${i.hash}`),
		);
		expect(run().stdout.trimEnd().split("\n")).toEqual([...expected, "OK"]);
		const [stratum] = record.strata;
		stratum!.items[4] = { ...stratum!.reserves[0]!, rank: 5 };
		writeFileSync(file, JSON.stringify(record));
		expect(run()).toMatchObject({
			status: 1,
			stdout: expect.stringContaining("FEL: stickprovet stämmer inte i Medicin"),
		});
	},
);

test.runIf(hasOpenssl)("the OpenSSL commands of the recipe give the same numbers", () => {
	const { drawId, secretHex, rows } = buildDrawRecord(input(3));
	const seed = seedFrom(secretHex, drawId, "3 9 14");
	const run = (label: string, values: Record<string, string>) => {
		const line = DRAW_RECIPE.split("\n").find((text) => text.includes(`printf '${label}`))!;
		const command = Object.entries(values).reduce(
			(text, [name, value]) => text.replace(name, value),
			line.slice(line.indexOf("printf")),
		);
		return execFileSync("sh", ["-c", command], { encoding: "utf8" }).trim().split(" ").at(-1);
	};
	expect(run("stickprov/v1/commit", { DRAW_ID: drawId, HEMLIGHET: secretHex })).toBe(commitment(drawId, secretHex));
	expect(run("stickprov/v1/seed", { DRAW_ID: drawId, OFFENTLIGT: "3 9 14", HEMLIGHET: secretHex })).toBe(seed);
	expect(run("stickprov/v1\\n", { DRAW_ID: drawId, NYCKEL: rows[0]!.key, FRÖ: secretHex })).toBe(rows[0]!.hash);
});
