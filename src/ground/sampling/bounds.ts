/**
 * Confidence bounds for a deviation rate or count. Clopper & Pearson 1934 (binomial, for pooled months or units;
 * conservative under stratification: Hoeffding 1956) and the exact hypergeometric for one closed draw. Never use the
 * hypergeometric on pooled strata. risk = 1 − confidence, one-sided.
 */

import { isAtMostRisk, requireRisk, requireSample, requireWhole } from "./limits.ts";
import { binomialLowerRatio, logHypergeometricCdf } from "./log-cdf.ts";
import { logBinomialPmf } from "./log-pmf.ts";

/** t = −ln(1−p) for the p with P(X ≤ k | n, p) = risk, 0 ≤ k < n: p = 1 − e^−t keeps its digits at both ends. */
function solveUpper(k: number, n: number, risk: number): number {
	const target = Math.log(risk);
	if (k === 0) return -target / n;
	if (k === n - 1) return -Math.log(-Math.expm1(Math.log1p(-risk) / n));
	let low = 0;
	let high = Number.POSITIVE_INFINITY;
	let t = 2 * k < n ? -Math.log1p(-(k + 1) / (n + 1)) : -Math.log((n - k) / (n + 1));
	for (let step = 0; step < 200; step++) {
		const p = -Math.expm1(-t);
		const q = Math.exp(-t);
		const ratio = binomialLowerRatio(k, n, p, q);
		const excess = logBinomialPmf(k, n, p, q) + Math.log(ratio) - target;
		if (excess > 0) low = t;
		else high = t;
		let next = t + (excess * ratio) / (n - k); // Newton: d ln P / dt = −(n−k)/ratio
		if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * t : (low + high) / 2;
		if (Math.abs(next - t) <= 4e-15 * t || next === low || next === high) return next;
		t = next;
	}
	throw new RangeError("Gränsen gick inte att räkna ut med full noggrannhet.");
}

/** Upper bound p_U: P(X ≤ k | n, p_U) = risk. n = 0 or k = n → 1. Throws RangeError unless 0 ≤ k ≤ n ≤ 1e9, 0 < risk < 1. */
export function cpUpper(k: number, n: number, risk: number): number {
	requireSample(k, n);
	requireRisk(risk);
	if (k === n) return 1;
	// Above ½ the other tail, P(X ≥ k+1) = 1 − risk, is the smaller number, so computing that one keeps more digits.
	return risk > 0.5 ? Math.exp(-solveUpper(n - k - 1, n, 1 - risk)) : -Math.expm1(-solveUpper(k, n, risk));
}

/** Lower bound p_L: P(X ≥ k | n, p_L) = risk. k = 0 → 0. Throws as `cpUpper`. */
export function cpLower(k: number, n: number, risk: number): number {
	requireSample(k, n);
	requireRisk(risk);
	if (k === 0) return 0;
	return risk > 0.5 ? -Math.expm1(-solveUpper(k - 1, n, 1 - risk)) : Math.exp(-solveUpper(n - k, n, risk));
}

/** Two-sided Clopper–Pearson with equal tails, (1 − confidence)/2 on each side. Throws as `cpUpper`. */
export function cpTwoSided(k: number, n: number, confidence: number): { lower: number; upper: number } {
	const risk = (1 - confidence) / 2;
	return { lower: cpLower(k, n, risk), upper: cpUpper(k, n, risk) };
}

function requireDraw(k: number, N: number, n: number, risk: number): void {
	requireWhole(N, "Populationen (N)", 0);
	requireWhole(n, "Antalet granskade (n)", 0, N);
	requireSample(k, n);
	requireRisk(risk);
}

/**
 * The most deviations the population can hold: max{K : P(X ≤ k | N, K, n) > risk}, ties excluded; n = 0 → N.
 * O(log N) tail sums. Throws RangeError unless 0 ≤ k ≤ n ≤ N ≤ 1e9 are whole and 0 < risk < 1.
 */
export function hyperUpper(k: number, N: number, n: number, risk: number): number {
	requireDraw(k, N, n, risk);
	let low = k;
	let high = N - (n - k);
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (isAtMostRisk(logHypergeometricCdf(k, N, middle, n), risk)) high = middle - 1;
		else low = middle;
	}
	return low;
}

/** The fewest deviations the population can hold: N − hyperUpper(n − k). Throws as `hyperUpper`. */
export function hyperLower(k: number, N: number, n: number, risk: number): number {
	requireDraw(k, N, n, risk);
	return N - hyperUpper(n - k, N, n, risk);
}

/** Two-sided hypergeometric counts with equal tails. Throws as `hyperUpper`. */
export function hyperTwoSided(k: number, N: number, n: number, confidence: number): { lower: number; upper: number } {
	const risk = (1 - confidence) / 2;
	return { lower: hyperLower(k, N, n, risk), upper: hyperUpper(k, N, n, risk) };
}
