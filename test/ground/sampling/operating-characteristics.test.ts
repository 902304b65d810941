import { expect, test } from "vitest";
import type { AnsweredStratum } from "../../../src/ground/sampling/applicable.ts";
import { conclude, type QuestionTerms, riskPerLook } from "../../../src/ground/sampling/conclusion.ts";
import { sizeAtRate, twoLookSize } from "../../../src/ground/sampling/planned-rate.ts";
import type { Verdict } from "../../../src/ground/sampling/verdict.ts";
import { randomFrom } from "./random.ts";

/**
 * How often a control is said to have support when its true share of errors is just what is not tolerable: at most the risk. Simulated
 * with fixed seeds, so the answer is the same every time.
 */
const DRAWS = 8_000;
const TERMS: QuestionTerms = { allowsNotApplicable: false, tolerable: "0.05", risk: 0.05 };
const EQUAL = Array<number>(12).fill(51);
const UNEQUAL = [20, 70, 25, 65, 30, 60, 35, 55, 40, 50, 45, 45];

/** 0 = Ja, 1 = Nej, 2 = Ej tillämpligt, 3 = not known. */
type Answer = 0 | 1 | 2 | 3;

/** Months whose share of Nej among the applicable is the tolerable one, rounded up; `heap` puts them all in the first months. */
function population(months: readonly number[], notApplicable: number, heap: boolean, random: () => number): Answer[][] {
	const N = months.reduce((sum, n) => sum + n, 0);
	const out = Math.round(N * notApplicable);
	const wrong = Math.ceil((N - out) * 0.05 - 1e-9);
	const all = shuffled(
		Array.from({ length: N }, (_, i): Answer => (i < wrong ? 1 : i < wrong + out ? 2 : 0)),
		random,
	);
	if (heap) all.sort((a, b) => Number(b === 1) - Number(a === 1));
	return months.map((n, i) => {
		const from = months.slice(0, i).reduce((sum, one) => sum + one, 0);
		return all.slice(from, from + n);
	});
}

function shuffled<T>(list: T[], random: () => number): T[] {
	for (let i = list.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[list[i], list[j]] = [list[j]!, list[i]!];
	}
	return list;
}

function stratum(month: readonly Answer[], n: number): AnsweredStratum {
	const drawn = month.slice(0, n);
	const count = (answer: Answer) => drawn.filter((one) => one === answer).length;
	return { N: month.length, n, no: count(1), notApplicable: count(2), unknown: count(3) };
}

/** The share of draws that end in Stöd. `look` is what is concluded from the months in a random order. */
function falseSupport(months: Answer[][], random: () => number, look: (drawn: Answer[][]) => Verdict): number {
	let supports = 0;
	for (let draw = 0; draw < DRAWS; draw++) {
		if (look(months.map((month) => shuffled(month, random))) === "support") supports++;
	}
	return supports / DRAWS;
}

/** The same counts give the same verdict, and there are few of them. */
function remembered(terms: QuestionTerms): (strata: AnsweredStratum[]) => Verdict {
	const known = new Map<string, Verdict>();
	return (strata) => {
		const key = JSON.stringify(strata.map((s) => [s.n, s.n === s.N ? s : 0])) + sums(strata);
		let verdict = known.get(key);
		if (verdict === undefined) {
			verdict = conclude(strata, terms).verdict;
			known.set(key, verdict);
		}
		return verdict;
	};
}

function sums(strata: readonly AnsweredStratum[]): string {
	const total = (of: (s: AnsweredStratum) => number) => strata.reduce((sum, s) => sum + of(s), 0);
	return `${total((s) => s.no)} ${total((s) => s.notApplicable)} ${total((s) => s.unknown)}`;
}

const proportional = (months: readonly number[], rate: number) => months.map((N) => sizeAtRate(rate, N));

const SETTINGS = [
	{ name: "equal months, five of each", months: EQUAL, sizes: EQUAL.map(() => 5) },
	{ name: "unequal months, the same share of each", months: UNEQUAL, sizes: proportional(UNEQUAL, 0.13) },
	{ name: "unequal months, six of each", months: UNEQUAL, sizes: UNEQUAL.map(() => 6) },
	{ name: "unequal months, eight of each", months: UNEQUAL, sizes: UNEQUAL.map(() => 8) },
	{ name: "some months wholly examined", months: [6, 4, ...UNEQUAL], sizes: [6, 4, ...UNEQUAL.map(() => 6)] },
];

test.each(SETTINGS)("one look, $name: false support in at most five of a hundred", ({ months, sizes }) => {
	for (const heap of [false, true]) {
		const random = randomFrom(1);
		const verdict = remembered(TERMS);
		const share = falseSupport(population(months, 0, heap, random), random, (drawn) =>
			verdict(drawn.map((month, i) => stratum(month, sizes[i]!))),
		);
		expect(share, heap ? "errors heaped" : "errors spread").toBeLessThanOrEqual(0.05);
	}
});

test.each([
	{ name: "equal months", months: EQUAL.map((n) => n * 10) },
	{ name: "unequal months", months: UNEQUAL.map((n) => n * 10) },
])("two planned looks, $name: false support in at most five of a hundred", ({ months }) => {
	const first = twoLookSize(0, "0.05", 0.05);
	const N = months.reduce((sum, n) => sum + n, 0);
	const sizes = proportional(months, first / N);
	const random = randomFrom(2);
	const verdict = remembered({ ...TERMS, risk: riskPerLook(0.05, 2) });
	const share = falseSupport(population(months, 0, false, random), random, (drawn) => {
		const look = (times: number) => verdict(drawn.map((month, i) => stratum(month, times * sizes[i]!)));
		return look(1) === "support" ? "support" : look(2);
	});
	expect(share).toBeLessThanOrEqual(0.05);
	expect(share, "the second look is used").toBeGreaterThan(0.005);
});

test.each([EQUAL, UNEQUAL])(
	"thirty percent Ej tillämpligt: false support in at most five of a hundred",
	(...months) => {
		const random = randomFrom(3);
		const verdict = remembered({ ...TERMS, allowsNotApplicable: true });
		const sizes = months.map((N) => sizeAtRate(0.2, N));
		const share = falseSupport(population(months, 0.3, false, random), random, (drawn) =>
			verdict(drawn.map((month, i) => stratum(month, sizes[i]!))),
		);
		expect(share).toBeLessThanOrEqual(0.05);
	},
);

test("swaps: honest ones change nothing, and those that are refused count against", () => {
	const cap = Math.max(1, Math.floor(0.2 * 5));
	const random = randomFrom(4);
	const verdict = remembered(TERMS);
	const swappedBy = (isSwapped: (answer: Answer) => boolean, instead: "next" | "unknown") =>
		falseSupport(population(EQUAL, 0, false, random), random, (drawn) =>
			verdict(
				drawn.map((month) => {
					const own = month.slice(0, 5);
					for (let swaps = 0, i = 0; i < own.length && swaps < cap; i++) {
						if (!isSwapped(own[i]!)) continue;
						own[i] = instead === "next" ? month[5 + swaps]! : 3;
						swaps++;
					}
					return { ...stratum(own, 5), N: month.length };
				}),
			),
		);
	const honest = swappedBy(() => random() < 0.2, "next");
	expect(honest, "whatever the answer is, as when a purchase is outside the population").toBeLessThanOrEqual(0.05);
	const refused = swappedBy((answer) => answer === 1, "unknown");
	expect(refused, "errors swapped away, and the swaps refused").toBeLessThanOrEqual(0.05);
	const accepted = swappedBy((answer) => answer === 1, "next");
	expect(accepted, "why somebody else must decide a swap").toBeGreaterThan(0.2);
});
