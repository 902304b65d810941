import fc from "fast-check";
import { expect, test } from "vitest";
import { type MoneyDraw, selectMoneyUnits, sieveOrder } from "../../../src/ground/sampling/mus.ts";
import { poissonFactor } from "../../../src/ground/sampling/poisson.ts";
import { pointRate, stringer } from "../../../src/ground/sampling/stringer.ts";
import { expectClose } from "./close.ts";
import vectors from "./vectors/mus.json" with { type: "json" };

const small = ["X", "Y", "Z"].map((key) => ({ key, amountOre: 100 }));

test.each(vectors.selection)("money units by $method in $order order, n=$n", (c) => {
	const rows = (c.orderUsed as string[]).includes("Z") ? small : vectors.population;
	const method = c.method as MoneyDraw["method"];
	const order = c.order as MoneyDraw["order"];
	const drawn = selectMoneyUnits({ method, order, seedHex: c.seedHex, drawId: c.drawId, n: c.n, rows });
	const { excludedNonPositive, topStratum, remainingN, remainingTotalOre, orderUsed, randomStart, points, hits } = c;
	expect(drawn).toEqual({
		excludedNonPositive,
		topStratum,
		remainingN,
		remainingTotalOre,
		orderUsed,
		randomStart,
		points,
		hits,
	});
	expect(`${drawn.remainingTotalOre}/${drawn.remainingN}`).toBe(c.intervalOre);
});

test("the sieve orders by hash over amount", () => {
	expect(sieveOrder(vectors.sieve.seedHex, vectors.sieve.drawId, vectors.population)).toEqual(vectors.sieve.fullOrder);
});

test.each(vectors.stringer)("Stringer bound n=$n taints=$taints", (c) => {
	expectClose(stringer(c.taints, c.n, c.risk, "binomial"), c.upperBinomial);
	expectClose(stringer(c.taints, c.n, c.risk, "poisson"), c.upperPoissonUncapped);
	expectClose(pointRate(c.taints, c.n), c.pointRate);
	expect(stringer([...c.taints].reverse(), c.n, c.risk, "binomial")).toBe(stringer(c.taints, c.n, c.risk, "binomial"));
});

test("Stringer in kronor equals Touw & Hoogduin", () => {
	const { bookTotalSek, taints, n, risk, pointSek, upperSekBinomial, upperSekPoisson } = vectors.stringerSek;
	expectClose(bookTotalSek * pointRate(taints, n), pointSek);
	expectClose(bookTotalSek * stringer(taints, n, risk, "binomial"), upperSekBinomial);
	expectClose(bookTotalSek * stringer(taints, n, risk, "poisson"), upperSekPoisson);
});

test.each(vectors.poissonFactors)("Poisson factor k=$k risk=$risk", ({ k, risk, factor }) => {
	expectClose(poissonFactor(k, Number(risk)), factor);
});

test("money units: every point hits once, the top stratum holds all that must be hit, nothing is lost", () => {
	const amounts = fc.array(fc.integer({ min: -100, max: 5000 }), { minLength: 1, maxLength: 30 });
	const method = fc.constantFrom("interval" as const, "cell" as const);
	fc.assert(
		fc.property(amounts, fc.nat(12), method, (list, n, how) => {
			const rows = list.map((amountOre, i) => ({ key: `k${i}`, amountOre }));
			const drawn = selectMoneyUnits({ method: how, order: "hash", seedHex: "ab".repeat(32), drawId: "d/1", n, rows });
			const all = [...drawn.excludedNonPositive, ...drawn.topStratum, ...drawn.orderUsed];
			expect(new Set(all)).toEqual(new Set(rows.map((row) => row.key)));
			expect(all).toHaveLength(rows.length);
			expect(drawn.topStratum.length + drawn.remainingN).toBe(n > 0 ? Math.max(n, drawn.topStratum.length) : 0);
			const hits = drawn.hits.reduce((sum, hit) => sum + hit.count, 0);
			expect(hits).toBe(drawn.remainingTotalOre > 0 ? drawn.remainingN : 0);
			const amount = (key: string) => rows.find((row) => row.key === key)!.amountOre;
			for (const key of drawn.orderUsed) {
				if (n > 0) expect(amount(key) * drawn.remainingN).toBeLessThan(drawn.remainingTotalOre);
			}
			if (how === "interval") expect(drawn.hits.every((hit) => hit.count === 1)).toBe(true);
		}),
		{ numRuns: 200 },
	);
});

test("money sampling refuses nonsense", () => {
	const draw = { method: "cell", order: "hash", seedHex: "ab".repeat(32), drawId: "d/1", n: 2, rows: small } as const;
	expect(() => selectMoneyUnits({ ...draw, n: -1 })).toThrow(RangeError);
	expect(() => selectMoneyUnits({ ...draw, n: 0.5 })).toThrow(RangeError);
	expect(() => selectMoneyUnits({ ...draw, rows: [...small, small[0]!] })).toThrow("två gånger");
	expect(() => selectMoneyUnits({ ...draw, rows: [{ key: "a", amountOre: 0.5 }] })).toThrow("ören");
	for (const taints of [[1.1], [-0.1], [Number.NaN], [1, 1, 1]]) {
		expect(() => stringer(taints, 2, 0.05, "binomial")).toThrow(RangeError);
	}
	expect(() => stringer([], 0, 0.05, "binomial")).toThrow(RangeError);
	expect(() => stringer([], 5, 1, "poisson")).toThrow(RangeError);
	expect(stringer([0, 0.5, 0], 5, 0.05, "binomial")).toBe(stringer([0.5], 5, 0.05, "binomial"));
});
