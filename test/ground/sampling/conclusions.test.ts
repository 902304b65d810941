import fc from "fast-check";
import { expect, test } from "vitest";
import { cpUpper } from "../../../src/ground/sampling/bounds.ts";
import { stratifiedUpper } from "../../../src/ground/sampling/stratified.ts";
import { benjaminiHochberg, compareUnits } from "../../../src/ground/sampling/unit-comparison.ts";
import { verdict } from "../../../src/ground/sampling/verdict.ts";
import { ratioSentence } from "../../../src/ground/sampling/ratio-wording.ts";
import {
	confidenceMeaning,
	fileSentence,
	lowerPercent,
	manyConclusions,
	monthSentence,
	periodSentence,
	upperPercent,
} from "../../../src/ground/sampling/wording.ts";
import { expectClose } from "./close.ts";
import { choose } from "./exact.ts";

/** Texts compared with ordinary spaces. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

test("units are compared by the exact conditional test", () => {
	const units = [
		{ id: "A", n: 20, k: 6 },
		{ id: "B", n: 60, k: 2 },
		{ id: "C", n: 40, k: 1 },
	];
	const compared = compareUnits(units);
	for (const [i, { n, k }] of units.entries()) {
		let ways = 0n;
		for (let x = k; x <= 9; x++) ways += choose(9, x) * choose(111, n - x);
		expectClose(compared[i]!.pValue, Number(ways) / Number(choose(120, n)));
	}
	expect(compared.map((unit) => unit.id)).toEqual(["A", "B", "C"]);
	expect(compared.map((unit) => unit.standsOut)).toEqual([true, false, false]);
	expect(compareUnits([{ id: "A", n: 0, k: 0 }])[0]).toMatchObject({ pValue: 1, standsOut: false });
	expect(compareUnits([{ id: "A", n: 5, k: 5 }])[0]).toMatchObject({ pValue: 1, standsOut: false });
	expect(() => compareUnits([{ id: "A", n: 1, k: 2 }])).toThrow(RangeError);
});

test("Benjamini-Hochberg equals its definition", () => {
	expect(benjaminiHochberg([0.01, 0.04, 0.03, 0.005])).toEqual([0.02, 0.04, 0.04, 0.02]);
	fc.assert(
		fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }), (p) => {
			const level = 0.1;
			const sorted = [...p].sort((a, b) => a - b);
			const last = sorted.findLastIndex((value, i) => value <= (level * (i + 1)) / p.length);
			const adjusted = benjaminiHochberg(p);
			for (const [i, value] of p.entries())
				expect(adjusted[i]! <= level + 1e-12).toBe(last >= 0 && value <= sorted[last]!);
		}),
	);
});

test("the verdict needs a whole bound on one side of the tolerable rate", () => {
	expect(verdict({ lower: 0, upper: cpUpper(0, 60, 0.05), tolerable: 0.05 })).toBe("support");
	expect(verdict({ lower: 0, upper: 0.05, tolerable: 0.05 })).toBe("insufficient");
	expect(verdict({ lower: 0.05, upper: 0.2, tolerable: 0.05 })).toBe("insufficient");
	expect(verdict({ lower: 0.0501, upper: 0.2, tolerable: 0.05 })).toBe("shown_deficiency");
	for (const upper of [Number.NaN, -0.1, 1.1])
		expect(() => verdict({ lower: 0, upper, tolerable: 0.05 })).toThrow(RangeError);
	expect(() => verdict({ lower: 0.5, upper: 0.4, tolerable: 0.05 })).toThrow(RangeError);
});

test("a month is said without percentages", () => {
	const january = { month: "2026-01", population: 43, examined: 5 };
	expect(plain(monthSentence({ ...january, findings: [{ count: 1, text: "saknade syfte" }] }))).toBe(
		"I januari granskades 5 av 43 inköp. Ett saknade syfte. Fem räcker för att hitta och rätta fel, inte för att säga hur vanligt felet är.",
	);
	const whole = { month: "2026-12", population: 5, examined: 5, findings: [{ count: 0, text: "saknade syfte" }] };
	expect(monthSentence(whole)).toBe("I december granskades alla 5 inköp. Inga avvikelser hittades.");
	expect(monthSentence({ ...whole, population: 0, examined: 0 })).toBe("I december fanns inga inköp att granska.");
	expect(plain(monthSentence({ ...whole, population: 1234, examined: 0 }))).toBe(
		"I december granskades inget av 1 234 inköp.",
	);
	expect(() => monthSentence({ ...whole, month: "2026-13" })).toThrow(RangeError);
	expect(() => monthSentence({ ...whole, examined: 6 })).toThrow(RangeError);
	fc.assert(
		fc.property(fc.nat(300), fc.nat(300), fc.nat(300), (a, b, c) => {
			const [count = 0, examined = 0, population = 0] = [a, b, c].sort((x, y) => x - y);
			const said = monthSentence({
				month: "2026-05",
				population,
				examined,
				findings: [{ count, text: "saknade syfte" }],
			});
			expect(said).not.toMatch(/%|procent/);
		}),
	);
});

test("a year is said with examined, deviating and at most together", () => {
	const { upperCount } = stratifiedUpper([{ N: 612, n: 60, k: 0 }], 0.05);
	const upper = { share: cpUpper(0, 60, 0.05), count: upperCount };
	const year = {
		population: 612,
		examined: 60,
		finding: { count: 0, text: "saknade behörig attest" },
		risk: 0.05,
		upper,
	};
	expect(plain(periodSentence(year))).toBe(
		"60 slumpvis valda av 612 granskades. Inget saknade behörig attest: med 95 procents säkerhet gäller det högst 4,9 %, det vill säga högst 29 inköp.",
	);
	const invoices = { plural: "fakturor", gender: "common" } as const;
	const lower = { share: 0.0129, count: 7 };
	const three = { ...year, finding: { count: 1, text: "saknade attest" }, noun: invoices, lower, risk: 0.025 };
	expect(plain(periodSentence(three))).toBe(
		"60 slumpvis valda av 612 granskades. En saknade attest: var för sig med 97,5 procents säkerhet gäller det minst 1,2 % och högst 4,9 %, det vill säga minst 7 och högst 29 fakturor.",
	);
	const waiting = { unknown: 2, unexamined: 116, projected: { count: 16.5, population: 496 } };
	expect(plain(periodSentence({ ...year, finding: { count: 2, text: "fick Nej" }, ...waiting }))).toBe(
		"60 slumpvis valda av 612 granskades. Två fick Nej, vilket motsvarar ungefär 17 av 496 inköp (utan de 116 som inte är granskade): med 95 procents säkerhet gäller det högst 4,9 %, det vill säga högst 29 inköp, varav 116 inköp inte är granskade än. Två av de dragna saknar svar, och räknas som Nej i det högsta talet.",
	);
	expect(periodSentence({ ...year, examined: 19 })).not.toContain("%");
	expect(periodSentence({ ...year, examined: 19 })).toContain("högst 29 inköp");
	expect(periodSentence({ ...year, examined: 612 })).toBe("Alla 612 inköp granskades. Inget saknade behörig attest.");
	expect(() => periodSentence({ ...year, finding: { count: 61, text: "x" } })).toThrow(RangeError);
	expect(() => periodSentence({ ...year, risk: 0 })).toThrow(RangeError);
});

test("upper limits are rounded up and lower ones down, without float surprises", () => {
	expect([0.0487, 0.049, 0.05, 0.0491, 1, 0, 0.9999].map((share) => plain(upperPercent(share)))).toEqual([
		"4,9 %",
		"4,9 %",
		"5,0 %",
		"5,0 %",
		"100 %",
		"0,0 %",
		"100 %",
	]);
	expect([0.0129, 0.07, 0.0699, 0].map((share) => plain(lowerPercent(share)))).toEqual([
		"1,2 %",
		"7,0 %",
		"6,9 %",
		"0,0 %",
	]);
});

test("a question that does not apply to all is said of those that it applies to", () => {
	const ratio = {
		...{ population: 3480, examined: 290, applicable: 12, no: 0, risk: 0.05, enough: false },
		upper: { share: 0.4, count: 120 },
	};
	expect(plain(ratioSentence(ratio))).toBe(
		"290 slumpvis valda av 3 480 granskades. Frågan gällde 12 av de 290. Ingen av dem fick Nej. Tolv räcker inte för ett omdöme.",
	);
	expect(plain(ratioSentence({ ...ratio, applicable: 0, upper: null }))).toBe(
		"290 slumpvis valda av 3 480 granskades. Frågan gällde ingen av de 290, och är inte prövad.",
	);
	const enough = { ...ratio, applicable: 80, no: 1, upper: { share: 0.0731, count: 61 } };
	expect(plain(ratioSentence(enough))).toBe(
		"290 slumpvis valda av 3 480 granskades. Frågan gällde 80 av de 290. En av dem fick Nej: med 95 procents säkerhet gäller det högst 7,4 % av dem som frågan gäller, det vill säga högst 61 inköp.",
	);
});

test("many conclusions, what a confidence is, and what the file has counted", () => {
	expect(manyConclusions(950)).toBe(
		"Varje slutsats för sig har 95 procents säkerhet. Av 100 sådana slutsatser är i genomsnitt högst fem fel.",
	);
	expect(manyConclusions(900)).toContain("högst tio fel");
	expect(manyConclusions(990)).toContain("högst en fel");
	expect(plain(manyConclusions(975))).toContain("Av 1 000 sådana slutsatser är i genomsnitt högst 25 fel.");
	expect(confidenceMeaning(950)).toBe("Metoden är vald så att gränsen ”högst” håller i minst 95 fall av 100.");
	expect(fileSentence({ population: 50, answered: 20, no: 1 })).toBe(
		"Filen besvarar frågan för 20 av 50 inköp: ett fick Nej. Det är räknat i filen, utan osäkerhet. Om de andra 30 säger filen inget.",
	);
});
