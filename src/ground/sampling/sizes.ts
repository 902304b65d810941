/**
 * Sample sizes: the smallest n for which finding at most k deviations is improbable (≤ risk) if the rate is tolerable or
 * worse. ISA 530.7 and A10–A11; binomial and Poisson as in the AICPA tables, hypergeometric for one closed draw (Touw &
 * Hoogduin 2012). Rates are decimals as text or number and are read exactly. risk = 1 − confidence. null = no n will do.
 * Everything throws RangeError (Swedish) for a rate outside (0, 1], a risk outside (0, 1) or a count out of range.
 */
import { ceilTimes, rateOf } from "./decimal.ts";
import { isAtMostRisk, LARGEST_COUNT, requireRisk, requireWhole } from "./limits.ts";
import { logBinomialCdf, logHypergeometricCdf, logPoissonCdf } from "./log-cdf.ts";
import { poissonFactor } from "./poisson.ts";

export type Rate = string | number;

const MOST_DEVIATIONS = 1_000_000;
const TOLERABLE = "Den högsta godtagbara andelen";

/** The smallest n in [low, high] for which `holds`; `holds` must be false then true, and true at `high`. */
export function smallest(low: number, high: number, holds: (n: number) => boolean): number {
	let from = low;
	let to = high;
	while (from < to) {
		const middle = from + Math.floor((to - from) / 2);
		if (holds(middle)) to = middle;
		else from = middle + 1;
	}
	return from;
}

/** The smallest n ≥ low for which `holds`, by doubling and then halving. Throws RangeError above 2^53. */
export function smallestFrom(low: number, holds: (n: number) => boolean): number {
	let high = Math.max(low, 1);
	let from = low;
	while (!holds(high)) {
		from = high + 1;
		high *= 2;
		if (!Number.isSafeInteger(high)) throw new RangeError("Stickprovet skulle bli för stort för att anges.");
	}
	return smallest(from, high, holds);
}

function requirePlan(maxDeviations: number, risk: number): void {
	requireWhole(maxDeviations, "Antalet tillåtna avvikelser", 0, MOST_DEVIATIONS);
	requireRisk(risk);
}

/** Binomial: smallest n with P(Bin(n, pt) ≤ k) ≤ risk. */
export function binomialSize(maxDeviations: number, tolerableRate: Rate, risk: number): number {
	requirePlan(maxDeviations, risk);
	const { value } = rateOf(tolerableRate, TOLERABLE);
	return smallestFrom(maxDeviations + 1, (n) => isAtMostRisk(logBinomialCdf(maxDeviations, n, value), risk));
}

/** Poisson: ceil(λ(k, risk)/pt), settled by the probability itself at the boundary. */
export function poissonSize(maxDeviations: number, tolerableRate: Rate, risk: number): number {
	requirePlan(maxDeviations, risk);
	const { value } = rateOf(tolerableRate, TOLERABLE);
	const holds = (n: number) => isAtMostRisk(logPoissonCdf(maxDeviations, n * value), risk);
	const guess = Math.ceil(poissonFactor(maxDeviations, risk) / value);
	if (!Number.isSafeInteger(guess)) throw new RangeError("Stickprovet skulle bli för stort för att anges.");
	return smallestFrom(Math.max(1, guess - 1), holds);
}

/** Kt = ceil(pt·N): the fewest deviations that are intolerable in a population of N. */
export function intolerableCount(tolerableRate: Rate, N: number): number {
	requireWhole(N, "Populationen (N)", 0, LARGEST_COUNT);
	return ceilTimes(rateOf(tolerableRate, TOLERABLE), N);
}

/** Hypergeometric: smallest n ≤ N with P(X ≤ k | N, Kt, n) ≤ risk; null when k ≥ Kt. */
export function hyperSize(maxDeviations: number, tolerableRate: Rate, N: number, risk: number): number | null {
	return hyperSizeForCount(maxDeviations, intolerableCount(tolerableRate, N), N, risk);
}

/** As `hyperSize` with the intolerable count Kt (0…N) given instead of the rate. */
export function hyperSizeForCount(maxDeviations: number, Kt: number, N: number, risk: number): number | null {
	requirePlan(maxDeviations, risk);
	requireWhole(N, "Populationen (N)", 0, LARGEST_COUNT);
	requireWhole(Kt, "Antalet ej godtagbara avvikelser", 0, N);
	if (maxDeviations >= Kt) return null;
	return smallest(maxDeviations + 1, N, (n) => isAtMostRisk(logHypergeometricCdf(maxDeviations, N, Kt, n), risk));
}

/**
 * Discovery sampling: how many to examine to find at least one of `criticalCount` with probability 1 − risk.
 * null when nothing critical is assumed.
 */
export function discoverySize(N: number, criticalCount: number, risk: number): number | null {
	return hyperSizeForCount(0, criticalCount, N, risk);
}
