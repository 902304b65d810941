import fc from "fast-check";
import { expect, test } from "vitest";
import { dayOf } from "../../../src/ground/sampling/ledger-line.ts";
import { findSplits, findSplitsAcrossActors, type Purchase } from "../../../src/ground/sampling/splitting.ts";
import vectors from "./vectors/splitting.json" with { type: "json" };

test.each(Object.entries(vectors.clustersByWindowDays))(
	"clusters within %s days equal the vectors",
	(days, expected) => {
		const rule = { limitOre: vectors.limitOre, windowDays: Number(days) };
		expect(findSplits(vectors.lines, rule)).toEqual(expected);
		expect(findSplits([...vectors.lines].reverse(), rule)).toEqual(expected);
	},
);

/** Every stretch of days tried by itself: each day as the last one of the window. */
function plainly(purchases: readonly Purchase[], limitOre: number, windowDays: number) {
	const lines = purchases.filter((p) => p.amountOre > 0 && p.amountOre < limitOre);
	lines.sort((a, b) => dayOf(a.date) - dayOf(b.date) || (a.id < b.id ? -1 : 1));
	const marks = lines.map(() => -1);
	let clusters = 0;
	let reach = -1;
	for (let to = 0; to < lines.length; to++) {
		const inside = lines
			.map((_, i) => i)
			.filter((i) => i <= to && dayOf(lines[to]!.date) - dayOf(lines[i]!.date) < windowDays);
		const sum = inside.reduce((total, i) => total + lines[i]!.amountOre, 0);
		if (inside.length < 2 || sum < limitOre) continue;
		if (inside[0]! > reach) clusters++;
		reach = to;
		for (const i of inside) marks[i] = clusters;
	}
	return Array.from({ length: clusters }, (_, c) => lines.filter((_, i) => marks[i] === c + 1).map((line) => line.id));
}

test("clusters equal brute force, and no line is in two", () => {
	const date = fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, "0")}`);
	const purchase = fc.record({ date, amountOre: fc.integer({ min: -10, max: 110 }) });
	fc.assert(
		fc.property(fc.array(purchase, { maxLength: 25 }), fc.integer({ min: 1, max: 30 }), (list, windowDays) => {
			const lines = list.map((p, i) => ({ ...p, id: `p${String(i).padStart(2, "0")}`, actor: "E", supplier: "S" }));
			const found = findSplits(lines, { limitOre: 100, windowDays });
			expect(found.map((cluster) => cluster.ids)).toEqual(plainly(lines, 100, windowDays));
			for (const cluster of found) {
				expect(cluster.totalOre).toBeGreaterThanOrEqual(cluster.peakWindowOre);
				expect(cluster.peakWindowOre).toBeGreaterThanOrEqual(100);
				expect(new Set(cluster.ids)).toEqual(new Set([...cluster.ids, ...cluster.peakIds]));
			}
			const ids = found.flatMap((cluster) => cluster.ids);
			expect(new Set(ids).size).toBe(ids.length);
		}),
		{ numRuns: 300 },
	);
});

const two: Purchase[] = [
	{ id: "a", actor: "E1", supplier: "S", date: "2026-01-01", amountOre: 60 },
	{ id: "b", actor: "E2", supplier: "S", date: "2026-01-02", amountOre: 60 },
];

test("splitting between two persons is found by the pass per supplier only", () => {
	const rule = { limitOre: 100, windowDays: 7 };
	expect(findSplits(two, rule)).toEqual([]);
	expect(findSplitsAcrossActors(two, rule)).toMatchObject([
		{ actor: null, supplier: "S", ids: ["a", "b"], totalOre: 120 },
	]);
});

test("limits of the rule: exactly the limit, exactly the window, unknown actor or supplier", () => {
	const rule = { limitOre: 100, windowDays: 7 };
	const pair = (change: Partial<Purchase>, other: Partial<Purchase> = {}) =>
		findSplits(
			[
				{ ...two[0]!, ...other },
				{ ...two[1]!, actor: "E1", ...change },
			],
			rule,
		).length;
	expect(pair({ amountOre: 40 })).toBe(1);
	expect(pair({ amountOre: 39 })).toBe(0);
	expect(pair({ amountOre: 100 })).toBe(0);
	expect(pair({ date: "2026-01-07" })).toBe(1);
	expect(pair({ date: "2026-01-08" })).toBe(0);
	expect(pair({ date: "2026-03-01" }, { date: "2026-02-23" })).toBe(1);
	expect(pair({ supplier: "" }, { supplier: "" })).toBe(0);
	expect(pair({ actor: "" }, { actor: "" })).toBe(0);
	for (const date of ["", "2026-02-30", "x", "2026-13-01"]) expect(() => pair({ date })).toThrow(RangeError);
	for (const limitOre of [0, -1, 0.5, Number.NaN])
		expect(() => findSplits(two, { limitOre, windowDays: 7 })).toThrow(RangeError);
	expect(() => findSplits(two, { limitOre: 100, windowDays: 0 })).toThrow(RangeError);
	expect(() => pair({ amountOre: 0.5 })).toThrow("ören");
});

test("a hundred thousand lines of one buyer and supplier take no time", () => {
	const lines = Array.from({ length: 100_000 }, (_, i) => ({
		id: `${i}`,
		actor: "E",
		supplier: "S",
		date: `2026-${String((i % 12) + 1).padStart(2, "0")}-15`,
		amountOre: 50_000,
	}));
	const [cluster] = findSplits(lines, { limitOre: 1_000_000, windowDays: 30 });
	expect(cluster?.ids.length).toBeGreaterThan(8_000);
});
