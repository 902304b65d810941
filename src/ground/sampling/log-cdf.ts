/**
 * Cumulative probabilities in log scale, summed from the end term by ratio recurrence. The side of the mean that holds
 * the small probability is the one summed; an upper tail is summed upward, never taken as 1 − cdf when it is small.
 */
import { logBinomialPmf, logHypergeometricPmf, logPoissonPmf } from "./log-pmf.ts";

const NEGLIGIBLE = 1e-18;

/** Σ of terms relative to the first (= 1), each the one before times ratio(step), until they stop counting. */
function ratioSum(ratio: (step: number) => number): number {
	let sum = 1;
	let term = 1;
	for (let step = 0; ; step++) {
		const factor = ratio(step);
		term *= factor;
		sum += term;
		if (term <= sum * NEGLIGIBLE && factor < 1) return sum;
	}
}

/** ln(1 − e^x) for x ≤ 0. */
function logComplement(x: number): number {
	return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** Σ P(X=i)/P(X=k) over i ≤ k for X ~ Bin(n, p), `q` = 1 − p; k ≥ 0. */
export function binomialLowerRatio(k: number, n: number, p: number, q: number): number {
	const odds = q / p;
	let sum = 1;
	let term = 1;
	for (let i = k; i > 0; i--) {
		const factor = (i / (n - i + 1)) * odds;
		term *= factor;
		sum += term;
		if (term <= sum * NEGLIGIBLE && factor < 1) return sum;
	}
	return sum;
}

/** ln P(X ≤ k), X ~ Bin(n, p), whole 0 ≤ n and 0 ≤ p ≤ 1. k < 0 gives −Infinity, k ≥ n gives 0. */
export function logBinomialCdf(k: number, n: number, p: number): number {
	if (k < 0) return Number.NEGATIVE_INFINITY;
	if (k >= n || p === 0) return 0;
	if (p === 1) return Number.NEGATIVE_INFINITY;
	const q = 1 - p;
	if (k <= n * p) return logBinomialPmf(k, n, p, q) + Math.log(binomialLowerRatio(k, n, p, q));
	const upper = logBinomialPmf(k + 1, n, p, q) + Math.log(ratioSum((i) => ((n - k - 1 - i) / (k + 2 + i)) * (p / q)));
	return logComplement(upper);
}

/** Σ P(X=i)/P(X=k) over i ≤ k for X ~ Poisson(λ). */
export function poissonLowerRatio(k: number, lambda: number): number {
	return ratioSum((i) => (k - i) / lambda);
}

/** ln P(X ≤ k), X ~ Poisson(λ), λ ≥ 0. */
export function logPoissonCdf(k: number, lambda: number): number {
	if (k < 0) return Number.NEGATIVE_INFINITY;
	if (lambda === 0) return 0;
	if (k <= lambda) return logPoissonPmf(k, lambda) + Math.log(poissonLowerRatio(k, lambda));
	return logComplement(logPoissonPmf(k + 1, lambda) + Math.log(ratioSum((i) => lambda / (k + 2 + i))));
}

/** ln P(X ≥ k), X ~ Poisson(λ), λ > 0. */
export function logPoissonUpperTail(k: number, lambda: number): number {
	if (k <= 0) return 0;
	if (k <= lambda) return logComplement(logPoissonCdf(k - 1, lambda));
	return logPoissonPmf(k, lambda) + Math.log(ratioSum((i) => lambda / (k + 1 + i)));
}

/** ln of the lower tail summed downward from k; −Infinity when every outcome ≤ k is impossible. */
function hypergeometricLower(k: number, N: number, K: number, n: number): number {
	const start = Math.min(k, n, K);
	if (start < Math.max(0, n + K - N)) return Number.NEGATIVE_INFINITY;
	const down = ratioSum((i) => {
		const x = start - i;
		return ((x / (K - x + 1)) * (N - K - n + x)) / (n - x + 1);
	});
	return logHypergeometricPmf(start, N, K, n) + Math.log(down);
}

/** ln of the upper tail summed upward from k; −Infinity when every outcome ≥ k is impossible. */
function hypergeometricUpper(k: number, N: number, K: number, n: number): number {
	const start = Math.max(k, 0, n + K - N);
	if (start > Math.min(n, K)) return Number.NEGATIVE_INFINITY;
	const up = ratioSum((i) => {
		const x = start + i;
		return (((K - x) / (x + 1)) * (n - x)) / (N - K - n + x + 1);
	});
	return logHypergeometricPmf(start, N, K, n) + Math.log(up);
}

/** ln P(X ≤ k) for n drawn of N with K marked; whole numbers, K ≤ N, n ≤ N. */
export function logHypergeometricCdf(k: number, N: number, K: number, n: number): number {
	if (k >= Math.min(n, K)) return 0;
	if (k <= (n / N) * K) return Math.min(0, hypergeometricLower(k, N, K, n));
	return logComplement(Math.min(0, hypergeometricUpper(k + 1, N, K, n)));
}

/** ln P(X ≥ k) for n drawn of N with K marked. */
export function logHypergeometricUpperTail(k: number, N: number, K: number, n: number): number {
	if (k <= Math.max(0, n + K - N)) return 0;
	if (k >= (n / N) * K) return Math.min(0, hypergeometricUpper(k, N, K, n));
	return logComplement(Math.min(0, hypergeometricLower(k - 1, N, K, n)));
}
