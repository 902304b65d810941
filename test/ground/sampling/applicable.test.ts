import fc from "fast-check";
import { expect, test } from "vitest";
import { type AnsweredStratum, ratioLower, ratioUpper } from "../../../src/ground/sampling/applicable.ts";
import vectors from "./vectors/ratio.json" with { type: "json" };

test.each(vectors.ratio.map((c, i) => [i, c] as const))("share of the applicable, vector %i", (_, c) => {
	const { upperNo, lowerApplicable, upperShare } = c;
	expect(ratioUpper(c.strata, c.risk)).toEqual({ upperNo, lowerApplicable, upperShare });
});

const stratum = fc
	.record({ N: fc.integer({ min: 1, max: 300 }), part: fc.double({ min: 0, max: 1, noNaN: true }), a: fc.nat(9) })
	.chain(({ N, part }) => {
		const n = Math.floor(N * part);
		return fc.tuple(fc.nat(n), fc.nat(n), fc.nat(n)).map(([a, b, c]): AnsweredStratum => {
			const [x = 0, y = 0, z = 0] = [a, b, c].sort((p, q) => p - q);
			return { N, n, no: x, notApplicable: y - x, unknown: z - y };
		});
	});

test("nobody gains by leaving an answer unknown, by Ej tillämpligt instead of Ja, nor by drawing less", () => {
	fc.assert(
		fc.property(fc.array(stratum, { minLength: 1, maxLength: 5 }), fc.constantFrom(0.05, 0.1), (strata, risk) => {
			const before = ratioUpper(strata, risk);
			const lower = ratioLower(strata, risk);
			expect(before.lowerApplicable).toBeGreaterThanOrEqual(0);
			if (before.upperShare !== null) expect(lower.lowerShare!).toBeLessThanOrEqual(before.upperShare);
			const turned = (from: "no" | "yes", to: "unknown" | "notApplicable") =>
				strata.map((s) => {
					const yes = s.n - s.no - s.notApplicable - s.unknown;
					const count = from === "yes" ? yes : s.no;
					return { ...s, ...(from === "no" ? { no: 0 } : {}), [to]: s[to] + count };
				});
			for (const worse of [turned("yes", "unknown"), turned("yes", "notApplicable"), turned("no", "unknown")]) {
				const after = ratioUpper(worse, risk).upperShare;
				if (after !== null && before.upperShare !== null) expect(after).toBeGreaterThanOrEqual(before.upperShare);
			}
		}),
	);
});

test("only Ej tillämpligt says nothing, and impossible answers are refused", () => {
	expect(ratioUpper([{ N: 1344, n: 290, no: 0, notApplicable: 290, unknown: 0 }], 0.05).upperShare).toBeNull();
	expect(ratioLower([{ N: 5, n: 5, no: 0, notApplicable: 5, unknown: 0 }], 0.05).lowerShare).toBeNull();
	const all = { N: 10, n: 10, no: 1, notApplicable: 4, unknown: 0 };
	expect(ratioLower([all], 0.05)).toEqual({ lowerNo: 1, upperApplicable: 6, lowerShare: 1 / 6 });
	const good = { N: 10, n: 5, no: 1, notApplicable: 1, unknown: 1 };
	for (const wrong of [{ no: 4 }, { n: 11 }, { no: -1 }, { unknown: 0.5 }, { N: Number.NaN }])
		expect(() => ratioUpper([{ ...good, ...wrong }], 0.05)).toThrow(RangeError);
	for (const risk of [0, 1, Number.NaN]) expect(() => ratioLower([good], risk)).toThrow(RangeError);
});
