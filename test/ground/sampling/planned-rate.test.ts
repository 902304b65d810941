import fc from "fast-check";
import { expect, test } from "vitest";
import {
	concludePlan,
	doubledBears,
	plannedRate,
	sizeAtRate,
	twoLookSize,
} from "../../../src/ground/sampling/planned-rate.ts";
import vectors from "./vectors/two-stage.json" with { type: "json" };

const TERMS = { allowsNotApplicable: false, tolerable: "0.05", risk: 0.05, maxDeviations: 0 };
const total = (sizes: readonly number[]) => sizes.reduce((sum, n) => sum + n, 0);

test.each(vectors.twoStage)("two looks at $tolerableRate", ({ tolerableRate, risk, sizes, doubled }) => {
	for (const [k, n] of Object.entries(sizes)) expect(twoLookSize(Number(k), tolerableRate, risk)).toBe(n);
	expect(2 * twoLookSize(0, tolerableRate, risk)).toBe(doubled.total);
	expect(doubledBears(tolerableRate, risk)).toBe(doubled.mostDeviations);
});

test("n of a month is the rate's share rounded up in exact arithmetic, at least one, and none of none", () => {
	expect([0, 1, 7, 100, 1000].map((N) => sizeAtRate("0.07", N))).toEqual([0, 1, 1, 7, 70]);
	expect(sizeAtRate("1", 43)).toBe(43);
	for (const rate of ["-0.1", "1.1", "x"]) expect(() => sizeAtRate(rate, 5)).toThrow(RangeError);
});

test("the drawn items that a question needs, at 0, 10 and 30 percent Ej tillämpligt", () => {
	const terms = { ...TERMS, allowsNotApplicable: true };
	const needed = [0, 0.1, 0.3].map((shareNotApplicable) => {
		return plannedRate([1_000_000], { ...terms, shareNotApplicable })!.total;
	});
	expect(needed).toEqual([68, 80, 108]);
});

test("what the plan promises is what the evaluation then says, and no smaller rate does", () => {
	const months = fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 3, maxLength: 24 });
	fc.assert(
		fc.property(months, fc.nat(2), fc.boolean(), (Ns, maxDeviations, allowsNotApplicable) => {
			const terms = { ...TERMS, maxDeviations, allowsNotApplicable, shareNotApplicable: 0.1 };
			const plan = plannedRate(Ns, terms);
			if (plan === null) {
				expect(concludePlan(Ns, Ns, terms).verdict).not.toBe("support");
				return;
			}
			expect(plan.sizes).toEqual(Ns.map((N) => sizeAtRate(plan.rate, N)));
			expect(plan.conclusion.verdict).toBe("support");
			expect(plan.total).toBe(total(plan.sizes));
			for (let parts = 1; parts < Math.round(Number(plan.rate) * 1_000_000); parts += 997) {
				const sizes = Ns.map((N) => sizeAtRate(parts / 1_000_000, N));
				if (total(sizes) < maxDeviations) continue;
				expect(concludePlan(Ns, sizes, terms).verdict, `${parts} of ${plan.rate}`).not.toBe("support");
			}
		}),
		{ numRuns: 25 },
	);
});

test("equal months need 60; unequal ones more, and five of each is not enough", () => {
	expect(plannedRate(Array(12).fill(51), TERMS)!.sizes).toEqual(Array(12).fill(5));
	const months = [20, 70, 25, 65, 30, 60, 35, 55, 40, 50, 45, 45];
	const plan = plannedRate(months, TERMS)!;
	expect(plan.total).toBeGreaterThan(60);
	expect(plan.total).toBeLessThan(80);
	expect(concludePlan(months, Array(12).fill(5), TERMS).verdict).toBe("insufficient");
	expect(plannedRate([10, 10], TERMS)!.sizes, "everything").toEqual([10, 10]);
	expect(plannedRate([20], { ...TERMS, maxDeviations: 1 }), "one of twenty is five percent").toBeNull();
	expect(plannedRate([], TERMS)).toBeNull();
});
