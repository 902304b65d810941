import fc from "fast-check";
import { expect, test } from "vitest";
import { type AllocationUnit, allocate, shrunkRate, spread } from "../../../src/ground/sampling/allocation.ts";
import { cpUpper } from "../../../src/ground/sampling/bounds.ts";
import { stratifiedUpper } from "../../../src/ground/sampling/stratified.ts";
import { expectClose } from "./close.ts";
import { choose } from "./exact.ts";
import vectors from "./vectors/stratified.json" with { type: "json" };

const { allocation } = vectors;

test.each(vectors.stratifiedUpper)("stratified upper: $name", (c) => {
	const bound = stratifiedUpper(c.strata, c.risk);
	const { N, n, k, knownFromFullyExamined, unsampledCount, upperCount } = c;
	expect(bound).toMatchObject({ N, n, k, knownFromFullyExamined, unsampledCount, upperCount });
	expectClose(bound.upperRate, c.upperRate);
	if (c.pooledUpperRate === null) expect(bound.pooledUpperRate).toBeNull();
	else expectClose(bound.pooledUpperRate!, c.pooledUpperRate);
});

/** The largest total K for which some placing of K deviations gives P(none found) > risk, exactly: greedy is optimal. */
function exactUpperAtZero(strata: number[][], risk: number): number {
	const marked = strata.map(() => 0);
	const log = (N: number, n: number, K: number) => Math.log(Number(choose(N - K, n)) / Number(choose(N, n)));
	let total = 0;
	for (let K = 0; ; K++) {
		if (total <= Math.log(risk)) return K - 1;
		const gains = strata.map(([N, n], i) => log(N!, n!, marked[i]! + 1) - log(N!, n!, marked[i]!));
		const best = gains.indexOf(Math.max(...gains));
		total += gains[best]!;
		marked[best]! += 1;
	}
}

test.each(vectors.exactWorstCaseZeroDeviations)("the pooled bound is on the safe side of the exact worst case", (c) => {
	const strata = c.strata.map(([N, n]) => ({ N: N!, n: n!, k: 0 }));
	expect(stratifiedUpper(strata, c.risk).upperCount).toBe(c.pooledBinomialUpperCount);
	expect(exactUpperAtZero(c.strata, c.risk)).toBe(c.exactUpperCountZeroDeviations);
});

test("allocations equal the vectors", () => {
	const ids = allocation.units.map((unit) => unit.id);
	const named = (result: number[] | null) => Object.fromEntries(ids.map((id, i) => [id, result![i]]));
	const plain = allocation.units.map(({ id, N }) => ({ id, N }));
	for (const [n, expected] of Object.entries(allocation.proportional)) {
		expect(named(allocate(plain, Number(n)))).toEqual(expected);
	}
	for (const [n, expected] of Object.entries(allocation.neyman)) {
		expect(named(allocate(allocation.units, Number(n)))).toEqual(expected);
	}
	expect(named(allocate(allocation.units, 60, 2))).toEqual(allocation.minTwo60);
	const small = [
		{ id: "a", N: 3 },
		{ id: "b", N: 2 },
	];
	expect(allocate(small, 50)).toEqual([allocation.takeAll.a, allocation.takeAll.b]);
	expect(allocate(plain, 8)).toBe(allocation.tooFew);
	for (const unit of allocation.units) {
		const rate = shrunkRate(unit.priorDeviations, unit.priorSample, allocation.regionRate, allocation.priorWeight);
		expectClose(rate, unit.shrunkRate);
		expect(spread(rate)).toBe(unit.S);
	}
});

/** Wright one by one, with exact squares of S in thousandths. */
function plainly(units: { id: string; N: number; milliS: number }[], n: number, minimum: number): number[] | null {
	const got = units.map((unit) => Math.min(minimum, unit.N));
	if (got.reduce((sum, m) => sum + m, 0) > n) return null;
	const weight = (i: number) => BigInt(units[i]!.N * units[i]!.milliS) ** 2n;
	const steps = (i: number) => BigInt(got[i]! * (got[i]! + 1));
	const before = (a: number, b: number) => {
		if ((weight(a) === 0n) !== (weight(b) === 0n)) return weight(b) === 0n;
		const [x, y] = [weight(a) * steps(b), weight(b) * steps(a)];
		if (x !== y) return x > y;
		if (steps(a) === 0n && steps(b) === 0n && weight(a) !== weight(b)) return weight(a) > weight(b);
		return units[a]!.N !== units[b]!.N ? units[a]!.N > units[b]!.N : units[a]!.id < units[b]!.id;
	};
	while (got.reduce((sum, m) => sum + m, 0) < n) {
		const open = units.map((_, i) => i).filter((i) => got[i]! < units[i]!.N);
		if (open.length === 0) break;
		got[open.reduce((best, i) => (before(i, best) ? i : best))]! += 1;
	}
	return got;
}

test("allocation equals giving one item at a time, ties and head start included", () => {
	const unit = fc.record({
		N: fc.constantFrom(0, 1, 2, 5, 10, 10, 40, 300),
		milliS: fc.constantFrom(0, 100, 100, 250, 500),
	});
	fc.assert(
		fc.property(fc.array(unit, { minLength: 1, maxLength: 7 }), fc.nat(300), fc.nat(3), (list, n, minimum) => {
			const units = list.map((u, i) => ({ ...u, id: `e${i}`, S: u.milliS / 1000 }));
			const result = allocate(units, n, minimum);
			expect(result).toEqual(plainly(units, n, minimum));
			if (result)
				expect(result.reduce((a, b) => a + b, 0)).toBe(
					Math.min(
						n,
						units.reduce((a, u) => a + u.N, 0),
					),
				);
		}),
		{ numRuns: 300 },
	);
});

test("allocation is quick when much is to be given, and refuses nonsense", () => {
	const units: AllocationUnit[] = Array.from({ length: 2000 }, (_, i) => ({ id: `e${i}`, N: 1_000_000, S: 0.1 }));
	expect(allocate(units, 10_000_000)?.every((n) => n === 5000)).toBe(true);
	for (const N of [-1, 0.5, Number.NaN, 1e15]) expect(() => allocate([{ id: "a", N }], 1)).toThrow(RangeError);
	for (const n of [-1, 0.5, Number.NaN, 1e15]) expect(() => allocate([{ id: "a", N: 5 }], n)).toThrow(RangeError);
	for (const S of [-1, Number.NaN, 1e9, "x"]) expect(() => allocate([{ id: "a", N: 5, S }], 1)).toThrow(RangeError);
	const same = { id: "a", N: 5 };
	expect(() => allocate([same, same], 5)).toThrow("två gånger");
	expect(allocate([], 0)).toEqual([]);
});

test("the stratified bound never falls below what is known, nor above what is possible", () => {
	const stratum = fc
		.integer({ min: 0, max: 60 })
		.chain((N) =>
			fc
				.integer({ min: 0, max: N })
				.chain((n) => fc.record({ N: fc.constant(N), n: fc.constant(n), k: fc.integer({ min: 0, max: n }) })),
		);
	fc.assert(
		fc.property(fc.array(stratum, { maxLength: 6 }), (strata) => {
			const bound = stratifiedUpper(strata, 0.05);
			const found = strata.reduce((sum, s) => sum + s.k, 0);
			const right = strata.reduce((sum, s) => sum + s.n - s.k, 0);
			expect(bound.upperCount).toBeGreaterThanOrEqual(found);
			expect(bound.upperCount).toBeLessThanOrEqual(bound.N - right);
			expect(stratifiedUpper([...strata].reverse(), 0.05)).toEqual(bound);
		}),
	);
	expect(stratifiedUpper([{ N: 100, n: 10, k: 9 }], 0.05).pooledUpperRate).toBe(1);
	expect(stratifiedUpper([{ N: 100, n: 10, k: 8 }], 0.05).pooledUpperRate).toBe(cpUpper(8, 10, 0.05));
	expect(stratifiedUpper([], 0.05).upperRate).toBe(0);
	expect(() => stratifiedUpper([{ N: 5, n: 6, k: 0 }], 0.05)).toThrow(RangeError);
	expect(() => stratifiedUpper([{ N: 5, n: 3, k: 4 }], 0.05)).toThrow(RangeError);
	expect(() => stratifiedUpper([], 0)).toThrow(RangeError);
});
