/**
 * Benford's law for leading digits (Nigrini 2012), with the deviation judged against what chance gives at this n (excess
 * MAD: Barney & Schulzke 2016). Only for a full, untruncated ledger: cutting at 10 000 kr by itself makes too many nines.
 */
import { chiSquareTail } from "./gamma.ts";
import { logBinomialPmf } from "./log-pmf.ts";

export type Digits = "first" | "firstTwo";

/** `mad` = mean |observed − expected| share; `expectedMad` = its mean under Benford at this n; `excessMad` = the difference. */
export type BenfordFit = {
	n: number;
	chi2: number;
	df: number;
	p: number;
	mad: number;
	expectedMad: number;
	excessMad: number;
};

export type BenfordAnswer =
	| ({ refused: null; counts: number[] } & BenfordFit)
	| { refused: "truncated" | "too_few"; explanation: string };

const LEAST_LINES = 5_000;
/** Amounts under 10 kr are left out: their digits are prices, not growth (Nigrini 2012). */
const LEAST_ORE = 1_000;

/** Expected shares of the digits 1–9, or of 10–99: log10(1 + 1/d). */
export function benfordProbabilities(digits: Digits): number[] {
	const [from, to] = digits === "first" ? [1, 9] : [10, 99];
	return Array.from({ length: to - from + 1 }, (_, i) => Math.log1p(1 / (from + i)) / Math.LN10);
}

/** The mean absolute deviation E[MAD] of n amounts that do follow Benford (De Moivre's formula, exact). n ≥ 1. */
export function expectedMad(n: number, digits: Digits): number {
	const probabilities = benfordProbabilities(digits);
	const sum = probabilities.reduce((total, p) => {
		const v = Math.floor(n * p) + 1;
		return total + (2 * v * (1 - p) * Math.exp(logBinomialPmf(v, n, p, 1 - p))) / n;
	}, 0);
	return sum / probabilities.length;
}

/** Mean absolute difference between observed shares and Benford's. `shares` has 9 or 90 numbers. */
export function meanAbsoluteDeviation(shares: readonly number[]): number {
	const expected = benfordProbabilities(shares.length === 9 ? "first" : "firstTwo");
	return shares.reduce((sum, share, i) => sum + Math.abs(share - expected[i]!), 0) / shares.length;
}

/** Fit of counts per digit (9, or 90 for 10–99). Throws RangeError for another length, a bad count or no amounts. */
export function benfordFit(counts: readonly number[]): BenfordFit {
	if (counts.length !== 9 && counts.length !== 90) throw new RangeError("Antalen ska vara 9 eller 90.");
	if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0))
		throw new RangeError("Antalen ska vara heltal.");
	const n = counts.reduce((sum, count) => sum + count, 0);
	if (n === 0) throw new RangeError("Det finns inga belopp att jämföra.");
	const digits = counts.length === 9 ? "first" : "firstTwo";
	const expected = benfordProbabilities(digits);
	const chi2 = counts.reduce((sum, count, i) => sum + (count - n * expected[i]!) ** 2 / (n * expected[i]!), 0);
	const df = counts.length - 1;
	const mad = meanAbsoluteDeviation(counts.map((count) => count / n));
	const chance = expectedMad(n, digits);
	return { n, chi2, df, p: chiSquareTail(chi2, df), mad, expectedMad: chance, excessMad: mad - chance };
}

/** How many amounts (whole öre, from 10 kr) begin with each digit or pair of digits. */
export function digitCounts(amountsOre: readonly number[], digits: Digits): number[] {
	const counts = Array.from({ length: digits === "first" ? 9 : 90 }, () => 0);
	for (const amount of amountsOre) {
		if (!Number.isSafeInteger(amount) || amount < LEAST_ORE) continue;
		const lead = Number(String(amount).slice(0, digits === "first" ? 1 : 2));
		counts[lead - (digits === "first" ? 1 : 10)]! += 1;
	}
	return counts;
}

/**
 * The test with its refusals: never on a truncated population (the cut itself makes the nines), never under 5 000
 * amounts. Negative amounts and amounts under 10 kr are left out. Never throws.
 */
export function benfordTest(
	amountsOre: readonly number[],
	population: { truncated: boolean },
	digits: Digits,
): BenfordAnswer {
	if (population.truncated) {
		const explanation =
			"Benfords lag gäller inte ett urval som är avskuret vid en beloppsgräns: gränsen skapar själv avvikelsen.";
		return { refused: "truncated", explanation };
	}
	const counts = digitCounts(amountsOre, digits);
	const n = counts.reduce((sum, count) => sum + count, 0);
	if (n < LEAST_LINES) {
		const explanation = `Benfords lag kräver minst 5 000 belopp från 10 kr. Här finns ${n}.`;
		return { refused: "too_few", explanation };
	}
	return { refused: null, counts, ...benfordFit(counts) };
}
