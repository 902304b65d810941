import fc from "fast-check";
import { expect, test } from "vitest";
import { fractionOf } from "../../../src/ground/sampling/decimal.ts";
import {
	allowedDeviations,
	expectedRateSize,
	hyperExpectedRateSize,
	musPlanSize,
} from "../../../src/ground/sampling/expected-sizes.ts";
import { logBinomialCdf, logHypergeometricCdf, logPoissonCdf } from "../../../src/ground/sampling/log-cdf.ts";
import {
	binomialSize,
	discoverySize,
	hyperSize,
	intolerableCount,
	poissonSize,
} from "../../../src/ground/sampling/sizes.ts";
import { expectClose } from "./close.ts";
import { binomialAbove, fraction, hypergeometricTail } from "./exact.ts";
import vectors from "./vectors/sample-size.json" with { type: "json" };

test.each(vectors.fixedDeviationsBinomial)("binomial k=$maxDeviations pt=$tolerableRate risk=$risk", (c) => {
	expect(binomialSize(c.maxDeviations, c.tolerableRate, c.risk)).toBe(c.n);
	expect(binomialSize(c.maxDeviations, String(c.tolerableRate), c.risk)).toBe(c.n);
	expectClose(Math.exp(logBinomialCdf(c.maxDeviations, c.n, c.tolerableRate)), c.achievedRisk);
});

test.each(vectors.expectedRateBinomial)("expected rate e=$expectedRate pt=$tolerableRate risk=$risk", (c) => {
	const { n, maxDeviations } = c;
	expect(expectedRateSize(c.expectedRate, c.tolerableRate, c.risk)).toEqual({ n, maxDeviations });
	expectClose(Math.exp(logBinomialCdf(maxDeviations, n, c.tolerableRate)), c.achievedRisk);
});

test.each(vectors.poisson)("Poisson k=$maxDeviations pt=$tolerableRate risk=$risk", (c) => {
	expect(poissonSize(c.maxDeviations, c.tolerableRate, c.risk)).toBe(c.n);
	expectClose(Math.exp(logPoissonCdf(c.maxDeviations, c.n * c.tolerableRate)), c.achievedRisk);
});

test.each(vectors.musPlanning)("money-unit planning e=$expectedRate pt=$tolerableRate", (c) => {
	expect(musPlanSize(c.expectedRate, c.tolerableRate, c.risk)).toBe(c.n);
	expectClose(c.expectedRate * c.n, c.expectedTaints);
});

test.each(vectors.hypergeometric)("hypergeometric N=$N pt=$tolerableRate k=$maxDeviations risk=$risk", (c) => {
	if (c.expectedRate !== undefined) {
		const { n, maxDeviations } = c;
		expect(hyperExpectedRateSize(c.expectedRate, c.tolerableRate, c.N, c.risk)).toEqual({ n, maxDeviations });
	} else expect(hyperSize(c.maxDeviations, c.tolerableRate, c.N, c.risk)).toBe(c.n);
	expect(intolerableCount(c.tolerableRate, c.N)).toBe(c.intolerableCount ?? c.tolerableRate * c.N);
	if (c.n === null || c.achievedRisk === null) return;
	expectClose(
		Math.exp(logHypergeometricCdf(c.maxDeviations, c.N, c.intolerableCount ?? c.tolerableRate * c.N, c.n)),
		c.achievedRisk,
	);
});

test.each(vectors.discovery)("discovery N=$N critical=$criticalCount", (c) => {
	expect(discoverySize(c.N, c.criticalCount, c.risk)).toBe(c.n);
	expectClose(Math.exp(logHypergeometricCdf(0, c.N, c.criticalCount, c.n)), c.missProbability);
});

const risk = fc.constantFrom("0.05", "0.1", "0.5", "0.25", "0.9", "0.01");
const rate = fc.constantFrom("0.5", "0.1", "0.05", "0.25", "0.2", "0.75", "0.07", "0.035", "1");

test("binomial sizes are the smallest in exact arithmetic", () => {
	fc.assert(
		fc.property(fc.nat(4), rate, risk, (k, pt, level) => {
			const n = binomialSize(k, pt, Number(level));
			expect(binomialAbove(k, n, pt, level)).toBe(false);
			expect(binomialAbove(k, n - 1, pt, level)).toBe(true);
		}),
	);
	expect(binomialSize(0, "0.5", 0.25)).toBe(2); // an exact tie is enough
});

test("sizes with an expected rate are the smallest in exact arithmetic", () => {
	const rates = fc.constantFrom(
		["0.01", "0.1"],
		["0.035", "0.25"],
		["0.07", "0.2"],
		["0.3", "0.5"],
		["0.4", "0.5"],
		["0", "0.1"],
	);
	fc.assert(
		fc.property(rates, fc.constantFrom("0.05", "0.1", "0.25"), ([e, pt], level) => {
			const [top, bottom] = fraction(e!);
			const allowed = (n: number) => Number((top * BigInt(n) + bottom - 1n) / bottom);
			let n = 1;
			while (binomialAbove(allowed(n), n, pt!, level)) n++;
			expect(expectedRateSize(e!, pt!, Number(level))).toEqual({ n, maxDeviations: allowed(n) });
			expect(allowedDeviations(e!, n)).toBe(allowed(n));
		}),
		{ numRuns: 30 },
	);
	expect(allowedDeviations("0.035", 400)).toBe(14);
	expect(allowedDeviations(0.07, 1300)).toBe(91);
});

test("hypergeometric sizes are the smallest in exact arithmetic, with and without an expected rate", () => {
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 60 }), fc.nat(3), rate, risk, (N, k, pt, level) => {
			const [top, bottom] = fraction(pt);
			const Kt = Number((top * BigInt(N) + bottom - 1n) / bottom);
			const size = hyperSize(k, pt, N, Number(level));
			const sizes = Array.from({ length: N + 1 }, (_, n) => n);
			const plain =
				k >= Kt ? undefined : sizes.find((n) => hypergeometricTail("lower", k, N, Kt, n, level) === "within");
			expect(size).toBe(plain ?? null);
			const allowed = (n: number) => allowedDeviations("0.035", n);
			const expected = sizes.find(
				(n) => n > 0 && allowed(n) < Kt && hypergeometricTail("lower", allowed(n), N, Kt, n, level) === "within",
			);
			expect(hyperExpectedRateSize("0.035", pt, N, Number(level))?.n).toBe(expected);
		}),
		{ numRuns: 200 },
	);
});

test("large samples with an expected rate are those that trying every number of deviations gave", () => {
	for (const [e, pt, risk, n, maxDeviations] of [
		["0.049", "0.05", 0.05, 129_000, 6_321],
		["0.49", "0.5", 0.05, 6_900, 3_381],
		["0.01", "0.0101", 0.05, 2_709_500, 27_095],
		["0.012345678", "0.0125", 0.01, 2_802_276, 34_596],
		["0.0300001", "0.031", 0.05, 81_799, 2_454],
		["0.045", "0.05", 1e-12, 91_266, 4_107],
	] as const)
		expect(expectedRateSize(e, pt, risk)).toEqual({ n, maxDeviations });
});

test("sizes that cannot be reached are null, and nonsense is refused at once", () => {
	expect(expectedRateSize("0.05", "0.05", 0.05)).toBeNull();
	expect(expectedRateSize("0.06", "0.05", 0.05)).toBeNull();
	expect(hyperSize(1, "0.05", 20, 0.05)).toBeNull();
	expect(hyperSize(0, "0.05", 0, 0.05)).toBeNull();
	expect(musPlanSize("0.05", "0.05", 0.05)).toBeNull();
	expect(discoverySize(100, 0, 0.05)).toBeNull();
	expect(() => expectedRateSize("0.0499999", "0.05", 0.05)).toThrow("för nära");
	expect(() => expectedRateSize("0.5", "0.5005", 0.05)).toThrow("för nära");
	expect(() => expectedRateSize("0.4", "0.405", 1e-300)).toThrow("Risken är så liten");
	expect(() => expectedRateSize("0.9", "0.5", 0.9)).toThrow("inte lägre än");
	expect(() => expectedRateSize("0.5", "0.5", 0.5)).toThrow("inte lägre än");
	expect(expectedRateSize("0.6", "0.5", 0.9)).toEqual({ n: 3, maxDeviations: 2 }); // 1 − 1/8
	expect(hyperExpectedRateSize("0.05", "0.05", 1_000_000_000, 0.05)).toBeNull();
	for (const pt of [0, -0.1, 1.1, Number.NaN, Number.POSITIVE_INFINITY, "", "x", "0,05", "1/20", "0x1"]) {
		expect(() => binomialSize(0, pt, 0.05)).toThrow(RangeError);
		expect(() => poissonSize(0, pt, 0.05)).toThrow(RangeError);
		expect(() => hyperSize(0, pt, 100, 0.05)).toThrow(RangeError);
		expect(() => expectedRateSize("0.01", pt, 0.05)).toThrow(RangeError);
	}
	for (const level of [0, 1, Number.NaN]) expect(() => binomialSize(0, 0.05, level)).toThrow(RangeError);
	for (const k of [-1, 0.5, 1e15]) expect(() => binomialSize(k, 0.05, 0.05)).toThrow(RangeError);
	expect(binomialSize(0, "1e-9", 0.05)).toBe(2995732273);
	expect(() => binomialSize(0, "1e-30", 0.05)).toThrow("för stort");
	expect(() => poissonSize(0, "1e-30", 0.05)).toThrow("för stort");
	expect(fractionOf("5e-7")).toEqual(fractionOf(0.0000005));
});
