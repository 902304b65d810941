import fc from "fast-check";
import { expect, test } from "vitest";
import { answerStats } from "../../../src/ground/sampling/stats.ts";
import { expectClose } from "./close.ts";
import bounds from "./vectors/bounds.json" with { type: "json" };
import money from "./vectors/mus.json" with { type: "json" };
import sizes from "./vectors/sample-size.json" with { type: "json" };
import ratio from "./vectors/ratio.json" with { type: "json" };
import selection from "./vectors/selection.json" with { type: "json" };
import stratified from "./vectors/stratified.json" with { type: "json" };
import twoStage from "./vectors/two-stage.json" with { type: "json" };

function ask(request: unknown): { value?: unknown; error?: string } {
	return JSON.parse(answerStats(JSON.stringify(request)));
}

const value = (request: unknown) => ask(request).value;

test("every function answers the vectors when the case itself is the request", () => {
	for (const c of bounds.onesidedUpperBinomial) expectClose(value({ fn: "cpUpper", ...c }) as number, c.upper);
	for (const c of bounds.twoSidedClopperPearson) {
		expectClose(value({ fn: "cpLower", ...c, risk: (1 - c.confidence) / 2 }) as number, c.lower);
	}
	for (const c of bounds.hypergeometricUpper) expect(value({ fn: "hyperUpper", ...c })).toBe(c.upperCount);
	for (const c of bounds.hypergeometricTwoSided) {
		expect(value({ fn: "hyperLower", ...c, risk: (1 - c.confidence) / 2 })).toBe(c.lowerCount);
	}
	for (const c of sizes.fixedDeviationsBinomial) expect(value({ fn: "binomialSize", ...c })).toBe(c.n);
	for (const c of sizes.expectedRateBinomial) expect(value({ fn: "expectedRateSize", ...c })).toBe(c.n);
	for (const c of sizes.poisson) expect(value({ fn: "poissonSize", ...c })).toBe(c.n);
	for (const c of sizes.hypergeometric) {
		if (c.expectedRate === undefined) expect(value({ fn: "hyperSize", ...c })).toBe(c.n);
	}
	for (const c of money.poissonFactors) expectClose(value({ fn: "poissonFactor", ...c }) as number, c.factor);
	for (const c of money.stringer) {
		expectClose(value({ fn: "stringer", model: "binomial", ...c }) as number, c.upperBinomial);
		expectClose(value({ fn: "stringer", model: "poisson", ...c }) as number, c.upperPoissonUncapped);
	}
	for (const c of stratified.stratifiedUpper) expect(value({ fn: "stratifiedUpper", ...c })).toBe(c.upperCount);
	for (const c of ratio.ratio) {
		const { upperNo, lowerApplicable, upperShare } = c;
		expect(value({ fn: "ratioUpper", ...c })).toEqual({ upperNo, lowerApplicable, upperShare });
	}
	for (const { sizes, tolerableRate, risk } of twoStage.twoStage) {
		for (const [k, n] of Object.entries(sizes))
			expect(value({ fn: "twoLookSize", maxDeviations: Number(k), tolerableRate, risk })).toBe(n);
	}
	const { units, neyman, tooFew } = stratified.allocation;
	for (const [n, expected] of Object.entries(neyman)) {
		expect(value({ fn: "allocate", units, n: Number(n), minimum: 1 })).toEqual(Object.values(expected));
	}
	expect(value({ fn: "allocate", units, n: 8 })).toBe(tooFew);
	for (const c of selection.cases) {
		const { seedHex, drawId, ranking } = c;
		expect(value({ fn: "rank", seedHex, drawId, keys: selection.keysInImportOrder })).toEqual(
			ranking.map((row) => row.key),
		);
	}
	expect(value({ fn: "hyperSize", maxDeviations: 1, tolerableRate: "0.05", N: 20, risk: "0.05" })).toBeNull();
	expect(value({ fn: "expectedRateSize", expectedRate: "0.05", tolerableRate: 0.05, risk: 0.05 })).toBeNull();
});

const right: Record<string, Record<string, unknown>> = {
	cpUpper: { k: 0, n: 60, risk: 0.05 },
	cpLower: { k: 1, n: 60, risk: 0.05 },
	hyperUpper: { k: 0, N: 600, n: 60, risk: 0.05 },
	hyperLower: { k: 1, N: 600, n: 60, risk: 0.05 },
	binomialSize: { maxDeviations: 0, tolerableRate: "0.05", risk: 0.05 },
	expectedRateSize: { expectedRate: 0.01, tolerableRate: "0.05", risk: 0.05 },
	poissonSize: { maxDeviations: 0, tolerableRate: 0.05, risk: 0.05 },
	hyperSize: { maxDeviations: 0, tolerableRate: 0.05, N: 600, risk: 0.05 },
	poissonFactor: { k: 0, risk: 0.05 },
	stringer: { taints: [0.5], n: 60, risk: 0.05, model: "binomial" },
	stratifiedUpper: { strata: [{ N: 50, n: 5, k: 0 }], risk: 0.05 },
	ratioUpper: { strata: [{ N: 50, n: 5, no: 0, notApplicable: 1, unknown: 0 }], risk: 0.05 },
	twoLookSize: { maxDeviations: 0, tolerableRate: "0.05", risk: 0.05 },
	allocate: { units: [{ id: "a", N: 50 }], n: 5, minimum: 1 },
	rank: { seedHex: "ab".repeat(32), drawId: "d/1", keys: ["a", "b"] },
};

const wrong = [
	null,
	"",
	"x",
	-1,
	1.5,
	1e15,
	1e300,
	-0.05,
	true,
	[],
	{},
	[null],
	[[]],
	[{}],
	[1e15],
	["a", "a"],
	"0,05",
	"NaN",
];

test.each(Object.entries(right))(
	"%s: each missing or wrong parameter is an error in Swedish, never a throw",
	(fn, parameters) => {
		expect(ask({ fn, ...parameters }).error).toBeUndefined();
		for (const name of Object.keys(parameters)) {
			const { [name]: _, ...rest } = parameters;
			if (name !== "minimum") expect(ask({ fn, ...rest }).error).toBe(`Parametern ${name} saknas.`);
			for (const bad of wrong) {
				const free = ["drawId", "keys", "units", "strata", "taints"].includes(name);
				const answer = ask({ fn, ...rest, [name]: bad });
				if (!free) expect(answer.error, `${name}=${JSON.stringify(bad)}`).toMatch(/^[A-ZÅÄÖ"].*\.$/);
				else expect(answer.error !== undefined || answer.value !== undefined).toBe(true);
			}
		}
	},
);

test("zero and one as risk, and more found than examined, are errors", () => {
	for (const [fn, parameters] of Object.entries(right)) {
		if (!("risk" in parameters)) continue;
		for (const risk of [0, 1, "0", "1", 2, -0.5]) expect(ask({ fn, ...parameters, risk }).error).toMatch(/^Risken/);
	}
	expect(ask({ fn: "cpUpper", k: 61, n: 60, risk: 0.05 }).error).toBeDefined();
	expect(ask({ fn: "hyperUpper", k: 0, N: 5, n: 6, risk: 0.05 }).error).toBeDefined();
	const many = { N: 9, n: 5, no: 3, notApplicable: 2, unknown: 1 };
	expect(ask({ fn: "ratioUpper", strata: [many], risk: 0.05 }).error).toBeDefined();
	expect(ask({ fn: "stringer", taints: [1, 1], n: 1, risk: 0.05, model: "binomial" }).error).toBeDefined();
	expect(ask({ fn: "stringer", taints: [], n: 1, risk: 0.05, model: "student" }).error).toBeDefined();
	expect(ask({ fn: "rank", seedHex: "ab".repeat(32), drawId: "d", keys: ["a", "a"] }).error).toContain("två gånger");
});

test("whatever the line, the answer is one JSON line", () => {
	const lines = [
		"",
		" ",
		"{",
		"null",
		"[]",
		"1",
		'"x"',
		"{}",
		'{"fn":1}',
		'{"fn":"constructor"}',
		'{"fn":"__proto__"}',
		`${"[".repeat(100_000)}`,
	];
	const anything = fc.oneof(fc.constantFrom(...lines), fc.string(), fc.json());
	fc.assert(
		fc.property(anything, (line) => {
			const answer = answerStats(line);
			expect(answer).not.toContain("\n");
			expect(typeof JSON.parse(answer).error).toBe("string");
		}),
	);
	for (const line of lines) expect(JSON.parse(answerStats(line)).error).toMatch(/\.$/);
	const fuzz = fc.record({
		fn: fc.constantFrom(...Object.keys(right)),
		name: fc.constantFrom("k", "n", "N", "risk", "tolerableRate", "expectedRate", "maxDeviations", "minimum"),
		value: fc.oneof(
			fc.double(),
			fc.integer(),
			fc.string(),
			fc.constantFrom(1e9, 999_999_999, 5e8, 1e-300, "1e-9", 0.999999, 1e-9),
		),
	});
	fc.assert(
		fc.property(fuzz, ({ fn, name, value: odd }) => {
			const answer = ask({ fn, ...right[fn], [name]: odd });
			expect("value" in answer || typeof answer.error === "string").toBe(true);
		}),
		{ numRuns: 500 },
	);
});
