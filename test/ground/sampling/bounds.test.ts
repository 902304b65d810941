import fc from "fast-check";
import { expect, test } from "vitest";
import {
	cpLower,
	cpTwoSided,
	cpUpper,
	hyperLower,
	hyperTwoSided,
	hyperUpper,
} from "../../../src/ground/sampling/bounds.ts";
import {
	logBinomialCdf,
	logHypergeometricCdf,
	logHypergeometricUpperTail,
	logPoissonCdf,
} from "../../../src/ground/sampling/log-cdf.ts";
import { poissonFactor } from "../../../src/ground/sampling/poisson.ts";
import { expectClose } from "./close.ts";
import { binomialCdfExact, hypergeometricTail } from "./exact.ts";
import vectors from "./vectors/bounds.json" with { type: "json" };

test.each(vectors.onesidedUpperBinomial)("Clopper-Pearson upper k=$k n=$n risk=$risk", ({ k, n, risk, upper }) => {
	expectClose(cpUpper(k, n, risk), upper);
	expectClose(cpLower(n - k, n, risk), 1 - upper, upper > 0.99 ? 1e-9 : 1e-12);
});

test.each(vectors.twoSidedClopperPearson)(
	"Clopper-Pearson two-sided k=$k n=$n",
	({ k, n, confidence, lower, upper }) => {
		const bounds = cpTwoSided(k, n, confidence);
		expectClose(bounds.lower, lower);
		expectClose(bounds.upper, upper);
	},
);

test.each(vectors.hypergeometricUpper)("hypergeometric upper k=$k N=$N n=$n", (c) => {
	expect(hyperUpper(c.k, c.N, c.n, c.risk)).toBe(c.upperCount);
	expectClose(c.upperCount / c.N, c.upperRate);
	expectClose(Math.exp(logHypergeometricCdf(c.k, c.N, c.upperCount, c.n)), c.pAtUpper);
	if (c.pAtUpperPlus1 !== null) {
		expectClose(Math.exp(logHypergeometricCdf(c.k, c.N, c.upperCount + 1, c.n)), c.pAtUpperPlus1);
	}
});

test.each(vectors.hypergeometricTwoSided)("hypergeometric two-sided k=$k N=$N n=$n", (c) => {
	expect(hyperTwoSided(c.k, c.N, c.n, c.confidence)).toEqual({ lower: c.lowerCount, upper: c.upperCount });
});

test.each(vectors.poissonFactors)("Poisson factor k=$k risk=$risk", ({ k, risk, factor }) => {
	expectClose(poissonFactor(k, risk), factor);
});

test.each(vectors.cdf)("$model cdf of $k", (c) => {
	const log =
		c.model === "binomial"
			? logBinomialCdf(c.k, c.n!, c.p!)
			: c.model === "poisson"
				? logPoissonCdf(c.k, c.lambda!)
				: logHypergeometricCdf(c.k, c.N!, c.K!, c.n!);
	expectClose(Math.exp(log), c.cdf);
	if (c.logCdf === null) expect(log).toBe(Number.NEGATIVE_INFINITY);
	else expectClose(log, c.logCdf);
});

const population = fc
	.integer({ min: 1, max: 40 })
	.chain((N) =>
		fc
			.integer({ min: 0, max: N })
			.chain((n) => fc.record({ N: fc.constant(N), n: fc.constant(n), k: fc.integer({ min: 0, max: n }) })),
	);
/** Decimal risks whose twentieths and tenths do tie with real probabilities. */
const risk = fc.constantFrom("0.05", "0.1", "0.01", "0.2", "0.5", "0.25", "0.9");

test("hypergeometric bounds equal brute force in exact arithmetic, ties included", () => {
	fc.assert(
		fc.property(population, risk, ({ N, n, k }, level) => {
			const counts = Array.from({ length: N + 1 }, (_, K) => K).filter((K) => K >= k && K <= N - n + k);
			const upper = Math.max(...counts.filter((K) => hypergeometricTail("lower", k, N, K, n, level) === "above"));
			const lower = Math.min(...counts.filter((K) => hypergeometricTail("upper", k, N, K, n, level) === "above"));
			expect([hyperLower(k, N, n, Number(level)), hyperUpper(k, N, n, Number(level))]).toEqual([lower, upper]);
		}),
		{ numRuns: 300 },
	);
	expect(hyperUpper(0, 20, 19, 0.05)).toBe(0); // P(X=0 | K=1) = 1/20 exactly: a tie does not count as above
	expect(hyperLower(19, 20, 19, 0.05)).toBe(20);
});

test("the Clopper-Pearson bound makes P(X <= k) equal the risk, and the two sides mirror each other", () => {
	const sample = fc
		.integer({ min: 1, max: 300 })
		.chain((n) => fc.record({ n: fc.constant(n), k: fc.integer({ min: 0, max: n }) }));
	fc.assert(
		fc.property(sample, fc.constantFrom(0.05, 0.1, 0.01, 0.5, 0.9, 1e-6), ({ n, k }, level) => {
			const upper = cpUpper(k, n, level);
			const lower = cpLower(k, n, level);
			if (k < n) expectClose(Math.exp(logBinomialCdf(k, n, upper)), level, 1e-7);
			if (k < n && n <= 60 && level > 1e-4) expectClose(binomialCdfExact(k, n, upper), level, 1e-9);
			expect(Math.abs(lower - (1 - cpUpper(n - k, n, level)))).toBeLessThan(1e-14);
			if (level < 0.5) expect(lower <= k / n && k / n <= upper).toBe(true);
		}),
		{ numRuns: 400 },
	);
});

test("tails on both sides of the mean add up to one", () => {
	fc.assert(
		fc.property(population, fc.nat(40), ({ N, n, k }, marked) => {
			const K = Math.min(marked, N);
			const sum = Math.exp(logHypergeometricCdf(k - 1, N, K, n)) + Math.exp(logHypergeometricUpperTail(k, N, K, n));
			expectClose(sum, 1, 1e-13);
		}),
	);
});

test("bounds are quick on large numbers and refuse impossible ones", () => {
	expect(cpUpper(500_000, 1_000_000_000, 0.05)).toBeGreaterThan(0.0005);
	expect(hyperUpper(1000, 1_000_000_000, 500_000_000, 0.05)).toBeGreaterThan(2000);
	for (const n of [-1, 0.5, Number.NaN, 1e15, Number.POSITIVE_INFINITY])
		expect(() => cpUpper(0, n, 0.05)).toThrow(RangeError);
	for (const k of [-1, 61, 0.5, Number.NaN]) expect(() => cpUpper(k, 60, 0.05)).toThrow(RangeError);
	for (const r of [0, 1, -1, 2, Number.NaN, Number.POSITIVE_INFINITY]) {
		expect(() => cpUpper(0, 60, r)).toThrow(RangeError);
		expect(() => cpLower(0, 60, r)).toThrow(RangeError);
		expect(() => hyperUpper(0, 100, 60, r)).toThrow(RangeError);
	}
	expect(() => hyperUpper(0, 5, 6, 0.05)).toThrow(RangeError);
	expect([cpUpper(0, 0, 0.05), cpLower(0, 0, 0.05), hyperUpper(0, 0, 0, 0.05), hyperLower(0, 9, 0, 0.05)]).toEqual([
		1, 0, 0, 0,
	]);
});

test("a few among millions keep every digit, and every bound is found over the whole domain", () => {
	expectClose(cpLower(2, 2_000_000, 0.05), 1.776807839843048e-7);
	expectClose(cpLower(3, 1_500_000, 0.05), 5.451278462791577e-7);
	expectClose(1 - cpUpper(1_999_998, 2_000_000, 0.05), 1.776807839843048e-7, 1e-9);
	for (const n of [2, 60, 1_500_000, 1_000_000_000]) {
		for (const k of [0, 1, 2, n / 1000, n / 2, n - 2, n - 1, n].map(Math.round)) {
			for (const risk of [1e-300, 1e-12, 0.05, 0.5, 0.95, 0.999999]) {
				const [lower, upper] = [cpLower(k, n, risk), cpUpper(k, n, risk)];
				expect(lower >= 0 && upper <= 1, `${k} of ${n} at ${risk}`).toBe(true);
				if (risk < 0.5) expect(lower <= k / n && k / n <= upper, `${k} of ${n} at ${risk}`).toBe(true);
			}
		}
	}
	// of a thousand millions a binomial count is a Poisson count
	for (const k of [1, 2, 3, 12]) expectClose(cpUpper(k, 1e9, 0.05) * 1e9, poissonFactor(k, 0.05), 1e-6);
});
