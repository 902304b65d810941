import { type AnsweredStratum, total } from "./applicable.ts";
import { requireSample } from "./limits.ts";
import { logHypergeometricUpperTail } from "./log-cdf.ts";

/** A unit with n examined and k deviations. */
export type UnitResult = { id: string; n: number; k: number };

/** pValue = P(X ≥ k) for the unit alone; adjusted = the same after Benjamini–Hochberg; `standsOut` is a question, not a rank. */
export type UnitComparison = UnitResult & { pValue: number; adjusted: number; standsOut: boolean };

/**
 * Which units have more deviations than chance explains, given the total: the exact conditional test
 * X ~ Hypergeom(n_all, k_all, n_u), with Benjamini & Hochberg 1995 at `level` (share of false alarms among those named).
 * In the order given: never sorted, this is not a ranking list. Throws RangeError unless every 0 ≤ k ≤ n ≤ 1e9.
 */
export function compareUnits(units: readonly UnitResult[], level = 0.1): UnitComparison[] {
	for (const { k, n } of units) requireSample(k, n);
	const N = units.reduce((sum, unit) => sum + unit.n, 0);
	const K = units.reduce((sum, unit) => sum + unit.k, 0);
	requireSample(K, N);
	const pValues = units.map(({ n, k }) => (N === 0 ? 1 : Math.exp(logHypergeometricUpperTail(k, N, K, n))));
	const adjusted = benjaminiHochberg(pValues);
	return units.map((unit, i) => ({
		...unit,
		pValue: pValues[i]!,
		adjusted: adjusted[i]!,
		standsOut: adjusted[i]! <= level + 1e-12,
	}));
}

/** Which units answer Ej tillämpligt more often than chance explains, of what they have answered. As `compareUnits`. */
export function compareNotApplicable(
	units: readonly { id: string; strata: readonly AnsweredStratum[] }[],
	level = 0.1,
): UnitComparison[] {
	const counted = units.map(({ id, strata }) => ({
		id,
		n: total(strata, (s) => s.n - s.unknown),
		k: total(strata, (s) => s.notApplicable),
	}));
	return compareUnits(counted, level);
}

/** Adjusted p-values in the order given: min over larger ranks of p·m/rank, at most 1. */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
	const order = pValues.map((_, i) => i).sort((a, b) => pValues[b]! - pValues[a]!);
	const adjusted = pValues.map(() => 1);
	let least = 1;
	for (const [place, i] of order.entries()) {
		least = Math.min(least, (pValues[i]! * pValues.length) / (pValues.length - place));
		adjusted[i] = least;
	}
	return adjusted;
}
