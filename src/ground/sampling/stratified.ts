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
	for (const { N, n, k } of strata) {
		requireWhole(N, "Populationen (N)", 0);
		requireWhole(n, "Antalet granskade (n)", 0, N);
		requireSample(k, n);
	}
	const partly = strata.filter(({ N, n }) => n > 0 && n < N);
	const total = (list: readonly Stratum[], of: (stratum: Stratum) => number) =>
		list.reduce((sum, stratum) => sum + of(stratum), 0);
	const N = total(strata, (s) => s.N);
	const n = total(partly, (s) => s.n);
	const k = total(partly, (s) => s.k);
	const known = total(strata, (s) => (s.n === s.N ? s.k : 0));
	const unsampled = total(strata, (s) => (s.n === 0 ? s.N : 0));
	const rate = n === 0 ? null : upperRate(k, n, risk);
	const most = total(partly, (s) => s.N) - (n - k);
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

/** floor of the most deviations when the expected number in the sample is μ: thinnest examined strata first. */
function worstCount(strata: readonly Stratum[], expected: number): number {
	let left = expected;
	let count = 0;
	for (const { N, n } of [...strata].sort((a, b) => a.n * b.N - b.n * a.N)) {
		if (left < n) return Math.floor(count + (left * N) / n);
		count += N;
		left -= n;
	}
	return count;
}

/** Returns 1 when all, or all but one, deviate, since the sample then excludes nothing. */
function upperRate(k: number, n: number, risk: number): number {
	return k >= n - 1 ? 1 : cpUpper(k, n, risk);
}
