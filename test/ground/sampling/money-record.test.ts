import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { DrawRecord } from "../../../src/ground/sampling/draw-record.ts";
import { drawRecordCsv } from "../../../src/ground/sampling/draw-record-csv.ts";
import { buildMoneyRecord, type MoneyRecordInput } from "../../../src/ground/sampling/money-record.ts";
import { verifyDrawRecord } from "../../../src/ground/sampling/verify-draw-record.ts";

const folder = mkdtempSync(join(tmpdir(), "belopp-"));
afterAll(() => rmSync(folder, { recursive: true }));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

/** Sixty invoices of uneven size, three credit notes, one larger than any interval; the sum is no multiple of n. */
function input(change: Partial<MoneyRecordInput> = {}): MoneyRecordInput {
	const rows = Array.from({ length: 60 }, (_, i) => ({
		key: `100|LF|2026|${4000 + i}|Å${i % 3}`,
		unit: ["Norr", "Söder", "Väster"][i % 3]!,
		amountOre: i % 20 === 19 ? -(i * 1_000) : i === 7 ? 90_000_001 : 1_000_003 + i * 77_777,
	}));
	return {
		drawId: "inhyrd/2026-01",
		secretHex: "3c".repeat(32),
		publicValue: null,
		cutOff: "2026-01-31",
		filter: "Fakturor inhyrd personal",
		method: "interval",
		n: 12,
		units: ["Norr", "Söder", "Väster", "Tom enhet"],
		rows,
		...change,
	};
}

const exported = (record: DrawRecord) => JSON.parse(JSON.stringify(record)) as DrawRecord;

function problemsAfter(change: (record: DrawRecord & { money: NonNullable<DrawRecord["money"]> }) => void): string[] {
	const copy = exported(buildMoneyRecord(input())) as DrawRecord & { money: NonNullable<DrawRecord["money"]> };
	change(copy);
	const verdict = verifyDrawRecord(copy);
	return verdict.ok ? [] : verdict.problems;
}

test.each(["interval", "cell"] as const)("a record by %s says how it was drawn, and verifies", (method) => {
	const record = buildMoneyRecord(input({ method }));
	const { money, strata, rows } = record;
	expect(money).toMatchObject({ method, n: 12, pointCount: 11 });
	expect(money!.topStratum).toEqual(["100|LF|2026|4007|Å1"]);
	expect(money!.creditNotes).toHaveLength(3);
	expect(money!.interval).toBe(`${money!.remainingOre}/11`);
	expect(money!.remainingOre % 11).not.toBe(0);
	const drawn = strata.flatMap((stratum) => stratum.items.map((item) => item.key));
	expect(drawn.sort()).toEqual([...money!.topStratum, ...money!.hits.map((hit) => hit.key)].sort());
	expect(rows.filter((row) => drawn.includes(row.key)).every((row) => row.amountOre > 0)).toBe(true);
	expect(verifyDrawRecord(exported(record))).toMatchObject({
		ok: true,
		populationCount: 60,
		sampleCount: drawn.length,
	});
	expect(verifyDrawRecord(exported(buildMoneyRecord(input({ method, publicValue: "Lotto 3 9 14" }))))).toMatchObject({
		ok: true,
	});
});

test("the table of all invoices marks the top stratum and the credit notes", () => {
	const csv = drawRecordCsv(buildMoneyRecord(input()));
	expect(csv.match(/dragen, toppskikt/g)).toHaveLength(1);
	expect(csv.match(/kredit, dras inte/g)).toHaveLength(3);
});

test("every kind of tampering is named", () => {
	const cases: [RegExp, Parameters<typeof problemsAfter>[0]][] = [
		[/Åtagandet/, (r) => (r.secretHex = "1".repeat(64))],
		[/Kontrollsumman/, (r) => (r.rows[3]!.amountOre += 1)],
		[/Kontrollsumman/, (r) => (r.rows[3]!.amountOre = -r.rows[3]!.amountOre)],
		[/stämmer inte antal eller summa/, (r) => (r.rows[3]!.amountOre += 1)],
		[/Toppskiktet/, (r) => (r.money.topStratum = [])],
		[/slumpade starten/, (r) => (r.money.randomStart! += 1)],
		[/dragna kronorna/, (r) => (r.money.points[0]! += 1)],
		[/träffats/, (r) => r.money.hits.pop()],
		[/Intervallet/, (r) => (r.money.interval = "1/2")],
		[/Antalet dragna kronor/, (r) => (r.money.n = 13)],
		[/Kreditfakturorna/, (r) => (r.money.creditNotes = [])],
		[/Stickprovet i/, (r) => r.strata.find((s) => s.n > 1)!.items.pop()],
		[/fel hash/, (r) => (r.rows[0]!.hash = "0".repeat(64))],
		[/ersätts ingen faktura/, (r) => (r.strata[0]!.reserves = r.strata[0]!.items)],
		[/money.method/, (r) => Object.assign(r.money, { method: "annat" })],
		[/money.n /, (r) => Object.assign(r.money, { n: "12" })],
	];
	for (const [expected, change] of cases) expect(problemsAfter(change).join("\n")).toMatch(expected);
});

test("each interval has exactly one drawn öre, and whoever is larger than the interval is surely drawn", () => {
	const amounts = fc.array(fc.integer({ min: -5_000, max: 50_000 }), { minLength: 1, maxLength: 40 });
	fc.assert(
		fc.property(amounts, fc.integer({ min: 1, max: 25 }), fc.constantFrom("interval", "cell"), (sizes, n, method) => {
			const rows = sizes.map((amountOre, i) => ({ key: `k|${i}`, unit: "A", amountOre }));
			const record = buildMoneyRecord(input({ rows, n, method: method as "interval", units: ["A"] }));
			const { topStratum, points, pointCount: m, remainingOre: T, hits } = record.money!;
			const amountOf = new Map(rows.map((row) => [row.key, row.amountOre]));
			const sum = (list: readonly string[]) => list.reduce((all, key) => all + amountOf.get(key)!, 0);
			const positive = rows.filter((row) => row.amountOre > 0);
			expect(sum(topStratum) + T).toBe(sum(positive.map((row) => row.key)));
			if (T > 0) for (const [i, x] of points.entries()) expect(Math.floor((x * m + m - 1) / T)).toBe(i);
			expect(hits.reduce((all, hit) => all + hit.count, 0)).toBe(points.length);
			const top = new Set(topStratum);
			for (const { key, amountOre } of positive) if (!top.has(key)) expect(amountOre * m).toBeLessThan(T);
			expect(verifyDrawRecord(exported(record)).ok).toBe(true);
		}),
	);
});

test("over many draws an invoice is drawn in proportion to its size", () => {
	const rows = [1_000, 3_000, 6_001].map((amountOre, i) => ({ key: `k|${i}`, unit: "A", amountOre }));
	const found = [0, 0, 0];
	const draws = 3_000;
	for (let i = 0; i < draws; i++) {
		const { money } = buildMoneyRecord(input({ drawId: `inhyrd/${i}`, n: 1, rows, units: ["A"] }));
		for (const hit of money!.hits) found[Number(hit.key.slice(2))]! += 1;
	}
	// four standard deviations; the draw ids are fixed, so this never wavers
	for (const [i, { amountOre }] of rows.entries()) {
		const p = amountOre / 10_001;
		expect(Math.abs(found[i]! - draws * p)).toBeLessThan(4 * Math.sqrt(draws * p * (1 - p)));
	}
});

test("what differs from what was logged is never exported", () => {
	const { commitment, digest } = buildMoneyRecord(input());
	expect(() => buildMoneyRecord(input({ logged: { commitment, digest: "0".repeat(64) } }))).toThrow("ändrats");
	expect(() => buildMoneyRecord(input({ logged: { commitment: "0".repeat(64), digest } }))).toThrow("åtagandet");
});

test.runIf(hasPython)("the Python recipe draws the same invoices, and finds an amount that was changed", () => {
	for (const method of ["interval", "cell"] as const) {
		const record = buildMoneyRecord(input({ method }));
		const file = join(folder, "protokoll.json");
		writeFileSync(join(folder, "granska.py"), record.recipe);
		writeFileSync(file, JSON.stringify(record));
		const out = execFileSync("python3", ["granska.py", "protokoll.json"], { cwd: folder, encoding: "utf8" });
		const printed = out.trim().split("\n");
		expect(printed.pop()).toBe("OK");
		const drawn = record.strata.flatMap(({ id, items }) =>
			items.map((item) => [id, item.rank, item.key, item.hash].join("\t")),
		);
		expect(printed).toEqual(drawn);
		const changed = exported(record);
		changed.rows[5]!.amountOre += 1_000_000;
		writeFileSync(file, JSON.stringify(changed));
		const refused = spawnSync("python3", ["granska.py", "protokoll.json"], { cwd: folder, encoding: "utf8" });
		expect(refused.status).toBe(1);
		expect(refused.stdout).toContain("FEL: kontrollsumman stämmer inte med raderna");
		expect(refused.stdout).toContain("FEL: dragningen efter belopp stämmer inte");
	}
});

test("the page of the auditor's package draws the same invoices, and finds what was changed", async () => {
	const module = await import(new URL("../../../views/assets/verifier/draws.js", import.meta.url).href);
	const problemsOf = (record: DrawRecord, of: DrawRecord = record): Promise<string[]> => {
		const { drawId } = of;
		const logged = (value: string) => new Map([[drawId, value]]);
		const facts = { commitments: logged(of.commitment), digests: logged(of.digest), drawn: logged(of.secretHex) };
		return module.checkDraw(record, facts);
	};
	for (const method of ["interval", "cell"] as const) {
		for (const n of [0, 1, 12, 100])
			expect(await problemsOf(exported(buildMoneyRecord(input({ method, n }))))).toEqual([]);
		const record = buildMoneyRecord(input({ method }));
		const changed = exported(record);
		changed.rows[5]!.amountOre += 100;
		expect(await problemsOf(changed, record)).toEqual(
			expect.arrayContaining(["Populationen är inte den som frystes."]),
		);
		const swapped = exported(record);
		swapped.strata.find((stratum) => stratum.n > 1)!.items.pop();
		expect((await problemsOf(swapped)).join()).toContain("är inte de som dragningen ger");
		const told = exported(record);
		told.money!.points[0]! += 1;
		expect((await problemsOf(told)).join()).toContain("Dragningen efter belopp stämmer inte (points)");
	}
});
