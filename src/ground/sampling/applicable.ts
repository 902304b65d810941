/**
 * The share of what a question applies to. Two stratified bounds at 4/5 and 1/5 of the risk hold together by Bonferroni, whatever
 * the allocation: most Nej over fewest applicable. Always the stratified bound, also for a single stratum.
 */
import { requireRisk, requireWhole } from "./limits.ts";
import { stratifiedUpper } from "./stratified.ts";

/**
 * N in the population and n drawn at random, of which `no` were answered Nej, `notApplicable` Ej tillämpligt, and `unknown` not
 * known: no answer, an undecided or a refused swap. The rest were answered Ja.
 */
export type AnsweredStratum = { N: number; n: number; no: number; notApplicable: number; unknown: number };

/** `upperShare` is null when no drawn item was applicable: then nothing can be said. */
export type RatioUpper = { upperNo: number; lowerApplicable: number; upperShare: number | null };

/** `lowerShare` is null when nothing in the population can be applicable. */
export type RatioLower = { lowerNo: number; upperApplicable: number; lowerShare: number | null };

/** The parts of the risk that the count of Nej and that of Ej tillämpligt may use. */
const FOR_NO = 0.8;
const FOR_APPLICABLE = 0.2;

/**
 * The most that can be Nej among the applicable. What is not known counts as Nej in the one count and as Ej tillämpligt in the other.
 * Throws RangeError unless the counts are whole, no + notApplicable + unknown ≤ n ≤ N ≤ 1e9 and 0 < risk < 1.
 */
export function ratioUpper(strata: readonly AnsweredStratum[], risk: number): RatioUpper {
	requireAnswers(strata, risk);
	const upperNo = upperOf(strata, (s) => s.no + s.unknown, risk * FOR_NO);
	const lowerApplicable = lowerOf(strata, (s) => s.notApplicable + s.unknown, risk * FOR_APPLICABLE);
	if (applicableOf(strata) === 0) return { upperNo, lowerApplicable, upperShare: null };
	return { upperNo, lowerApplicable, upperShare: lowerApplicable <= upperNo ? 1 : upperNo / lowerApplicable };
}

/** The least that can be Nej among the applicable; what is not known counts as neither. Throws as `ratioUpper`. */
export function ratioLower(strata: readonly AnsweredStratum[], risk: number): RatioLower {
	requireAnswers(strata, risk);
	const N = total(strata, (s) => s.N);
	const lowerNo = N - upperOf(strata, (s) => s.n - s.no, risk * FOR_NO);
	const fewestNotApplicable = N - upperOf(strata, (s) => s.n - s.notApplicable, risk * FOR_APPLICABLE);
	const upperApplicable = N - fewestNotApplicable;
	const lowerShare = upperApplicable === 0 ? null : Math.min(1, lowerNo / upperApplicable);
	return { lowerNo, upperApplicable, lowerShare };
}

/** Drawn items that the question applied to, as far as is known: answered Ja or Nej. */
export function applicableOf(strata: readonly AnsweredStratum[]): number {
	return total(strata, (s) => s.n - s.notApplicable - s.unknown);
}

export function requireAnswers(strata: readonly AnsweredStratum[], risk: number): void {
	requireRisk(risk);
	for (const { N, n, no, notApplicable, unknown } of strata) {
		requireWhole(N, "Populationen (N)", 0);
		requireWhole(n, "Antalet granskade (n)", 0, N);
		requireWhole(no, "Antalet Nej", 0, n);
		requireWhole(notApplicable, "Antalet Ej tillämpligt", 0, n);
		requireWhole(unknown, "Antalet okända", 0, n);
		requireWhole(no + notApplicable + unknown, "Antalet svar", 0, n);
	}
}

/** The most items in the population that are as the counted ones. */
export function upperOf(
	strata: readonly AnsweredStratum[],
	count: (stratum: AnsweredStratum) => number,
	risk: number,
): number {
	return stratifiedUpper(
		strata.map((stratum) => ({ N: stratum.N, n: stratum.n, k: count(stratum) })),
		risk,
	).upperCount;
}

/** The fewest items in the population that are not as the counted ones. */
function lowerOf(
	strata: readonly AnsweredStratum[],
	count: (stratum: AnsweredStratum) => number,
	risk: number,
): number {
	return total(strata, (s) => s.N) - upperOf(strata, count, risk);
}

export function total(strata: readonly AnsweredStratum[], of: (stratum: AnsweredStratum) => number): number {
	return strata.reduce((sum, stratum) => sum + of(stratum), 0);
}
