import { cpUpper } from "./bounds.ts";
import { requireRisk, requireSample, requireWhole } from "./limits.ts";

/** A stratum (unit, month, late lines): N in the population, n examined at random, k of them deviating. */
export type Stratum = { N: number; n: number; k: number };

/**
 * What the strata show together. `n` and `k` count only the partly examined ones; `pooledUpperRate` is their pooled
 * bound (null when there are none). `upperRate` = upperCount/N, 0 for an empty population.
 */
export type StratifiedUpper = {
	N: number;
	n: number;
	k: number;
	knownFromFullyExamined: number;
	unsampledCount: number;
	pooledUpperRate: number | null;
	upperCount: number;
	upperRate: number;
};

/**
 * The most deviations there can be in all strata together. The pooled Clopper–Pearson bound on Σn·p̄ holds whatever the
 * strata's own rates (Hoeffding 1956), except that k ≥ n − 1 says nothing; it is then laid where it weighs most, in the
 * strata examined most thinly. Fully examined strata enter with what was found, unsampled ones as wholly deviating.
 * Throws RangeError unless every 0 ≤ k ≤ n ≤ N ≤ 1e9 is whole and 0 < risk < 1.
 */
export function stratifiedUpper(strata: readonly Stratum[], risk: number): StratifiedUpper {
	requireRisk(risk);
	const partly: Stratum[] = [];
	const sums = { N: 0, n: 0, k: 0, known: 0, unsampled: 0, partlyN: 0 };
	// one round: a year of a region is thousands of strata, each asked about every question
	for (const stratum of strata) {
		const { N, n, k } = stratum;
		requireWhole(N, "Populationen (N)", 0);
		requireWhole(n, "Antalet granskade (n)", 0, N);
		requireSample(k, n);
		sums.N += N;
		if (n === N) sums.known += k;
		else if (n === 0) sums.unsampled += N;
		else {
			partly.push(stratum);
			sums.n += n;
			sums.k += k;
			sums.partlyN += N;
		}
	}
	const { N, n, k, known, unsampled } = sums;
	const rate = n === 0 ? null : upperRate(k, n, risk);
	const most = sums.partlyN - (n - k);
	const upperCount = known + unsampled + (rate === null ? 0 : Math.min(worstCount(partly, n * rate), most));
	return {
		N,
		n,
		k,
		knownFromFullyExamined: known,
		unsampledCount: unsampled,
		pooledUpperRate: rate,
		upperCount,
		upperRate: N === 0 ? 0 : upperCount / N,
	};
}

/** The most thinly examined first. Whoever asks often about the same strata gives them in this order: sorting is what costs. */
export const byThinness = (a: Pick<Stratum, "N" | "n">, b: Pick<Stratum, "N" | "n">) => a.n * b.N - b.n * a.N;

/** floor of the most deviations when the expected number in the sample is μ: thinnest examined strata first. */
function worstCount(strata: readonly Stratum[], expected: number): number {
	let left = expected;
	let count = 0;
	for (const { N, n } of strata.toSorted(byThinness)) {
		if (left < n) return Math.floor(count + (left * N) / n);
		count += N;
		left -= n;
	}
	return count;
}

/** Units and months of a sample share most of their counts, and each bound is an iteration. */
const MOST_RATES = 10_000;
const foundRates = new Map<string, number>();

/** Returns 1 when all, or all but one, deviate, since the sample then excludes nothing. */
function upperRate(k: number, n: number, risk: number): number {
	if (k >= n - 1) return 1;
	const key = `${k} ${n} ${risk}`;
	const had = foundRates.get(key);
	if (had !== undefined) return had;
	const rate = cpUpper(k, n, risk);
	if (foundRates.size >= MOST_RATES) foundRates.clear();
	foundRates.set(key, rate);
	return rate;
}
