import { expect, test } from "vitest";
import type { AnsweredStratum } from "../../../src/ground/sampling/applicable.ts";
import { concludeUnits, conclude, deficiencyPValue, riskPerLook } from "../../../src/ground/sampling/conclusion.ts";
import { compareNotApplicable } from "../../../src/ground/sampling/unit-comparison.ts";
import { expectClose } from "./close.ts";

const TERMS = { allowsNotApplicable: false, tolerable: "0.05", risk: 0.05 };
const APPLICABLE = { ...TERMS, allowsNotApplicable: true };
const of = (N: number, n: number, no = 0, notApplicable = 0, unknown = 0): AnsweredStratum[] => [
	{ N, n, no, notApplicable, unknown },
];

test("the four verdicts", () => {
	expect(conclude(of(612, 60), TERMS)).toMatchObject({ verdict: "support", upperCount: 29, lowerCount: 0 });
	expect(conclude(of(612, 60, 1), TERMS).verdict).toBe("insufficient");
	expect(conclude(of(612, 60, 12), TERMS).verdict).toBe("shown_deficiency");
	expect(conclude(of(1344, 290, 0, 290), APPLICABLE)).toMatchObject({ verdict: "not_tested", applicable: 0 });
	expect(conclude(of(612, 60, 0, 48), APPLICABLE)).toMatchObject({ verdict: "insufficient", applicable: 12 });
	expect(conclude([], TERMS).verdict).toBe("not_tested");
	expect(conclude(of(612, 0), TERMS).verdict, "nothing examined").toBe("insufficient");
});

test("months of different size, five of each: 0 of 60 is 6,5 %, and no Stöd", () => {
	const months = [20, 70, 25, 65, 30, 60, 35, 55, 40, 50, 45, 45];
	const strata = months.map((N) => ({ N, n: 5, no: 0, notApplicable: 0, unknown: 0 }));
	const { upperShare, verdict } = conclude(strata, TERMS);
	expect(upperShare!).toBeGreaterThan(0.06);
	expect(verdict).toBe("insufficient");
});

test("T60 Ej tillämpligt where it is not allowed is no answer, and a missing answer counts against", () => {
	expect(conclude(of(1344, 290, 0, 290), TERMS)).toMatchObject({ verdict: "insufficient", unknown: 290 });
	expect(conclude(of(612, 60, 0, 0, 1), TERMS).upperCount).toBe(conclude(of(612, 60, 1), TERMS).upperCount);
	expect(conclude(of(612, 60, 0, 0, 60), TERMS)).toMatchObject({ verdict: "insufficient", lowerCount: 0 });
});

test("two looks use half the risk each: 60 is not enough for one of them, 72 is", () => {
	const risk = riskPerLook(0.05, 2);
	expect(conclude(of(6120, 60), { ...TERMS, risk }).verdict).toBe("insufficient");
	expect(conclude(of(6120, 72), { ...TERMS, risk }).verdict).toBe("support");
	expect(() => riskPerLook(1, 2)).toThrow(RangeError);
});

test("the p-value is the smallest risk at which the lower limit is above the tolerable share", () => {
	for (const terms of [TERMS, APPLICABLE]) {
		const strata = of(612, 60, 7, 2);
		const p = deficiencyPValue(strata, terms);
		expect(conclude(strata, { ...terms, risk: p * 1.000001 }).lowerShare!).toBeGreaterThan(0.05);
		expect(conclude(strata, { ...terms, risk: p * 0.999999 }).lowerShare!).toBeLessThanOrEqual(0.05);
	}
	expect(deficiencyPValue(of(612, 60), TERMS)).toBe(1);
	expect(deficiencyPValue(of(100, 100, 6), TERMS)).toBeLessThan(1e-15);
	expect(deficiencyPValue(of(100, 100, 5), TERMS)).toBe(1);
});

test("one of many units has a shown deficiency only when chance among them all does not explain it", () => {
	const found = of(6120, 60, 7);
	const clean = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `u${i}`, strata: of(6120, 60) }));
	const [alone] = concludeUnits([{ id: "a", strata: found }], TERMS);
	expect(alone).toMatchObject({ verdict: "shown_deficiency", adjusted: alone!.pValue });
	const [among] = concludeUnits([{ id: "a", strata: found }, ...clean(10)], TERMS);
	expect(among!.lowerShare!).toBeGreaterThan(0.05);
	expectClose(among!.adjusted, among!.pValue * 11);
	expect(among!.verdict).toBe("insufficient");
	const [strong] = concludeUnits([{ id: "a", strata: of(6120, 60, 20) }, ...clean(40)], TERMS);
	expect(strong!.verdict).toBe("shown_deficiency");
	const weak = concludeUnits([{ id: "a", strata: of(6120, 60, 5) }], { ...TERMS, risk: 0.01 });
	expect(weak[0], "a small p alone is not enough").toMatchObject({ verdict: "insufficient" });
});

test("a unit whose share of Ej tillämpligt is above the others' is named", () => {
	const unit = (id: string, notApplicable: number, unknown = 0) => ({
		id,
		strata: of(600, 60, 0, notApplicable, unknown),
	});
	const compared = compareNotApplicable([unit("a", 30), unit("b", 5), unit("c", 6, 10)]);
	expect(compared.map(({ id, n, k, standsOut }) => [id, n, k, standsOut])).toEqual([
		["a", 60, 30, true],
		["b", 60, 5, false],
		["c", 50, 6, false],
	]);
});
