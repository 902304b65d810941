/**
 * Logarithms of probabilities, by Loader's saddle-point expansion (Loader 2000, "Fast and accurate computation of
 * binomial probabilities"): relative error about 1e-14 whatever n, where differences of log-gamma lose digits.
 * Arguments are not checked here: callers give whole numbers in range.
 */

const LN_2PI = Math.log(2 * Math.PI);

/** ln Γ(x+1) − Stirling's formula, by the asymptotic series. Exact to rounding for x ≥ 16. */
function stirlingSeries(x: number): number {
	const y = 1 / (x * x);
	return (1 / 12 - y * (1 / 360 - y * (1 / 1260 - y * (1 / 1680 - y * (1 / 1188 - (y * 691) / 360360))))) / x;
}

/** Below 16 the series is carried down with δ(x) = δ(x+1) + (x+½)·ln(1+1/x) − 1. */
function stirlingByRecursion(x: number): number {
	let error = 0;
	let at = x;
	for (; at < 16; at++) error += (at + 0.5) * Math.log1p(1 / at) - 1;
	return error + stirlingSeries(at);
}

const WHOLE = Array.from({ length: 16 }, (_, x) => (x === 0 ? 0 : stirlingByRecursion(x)));

/** ln Γ(x+1) − [½·ln(2πx) + x·ln x − x] for real x > 0. */
export function stirlingError(x: number): number {
	if (x >= 16) return stirlingSeries(x);
	return WHOLE[x] ?? stirlingByRecursion(x);
}

/** Deviance part x·ln(x/m) + m − x ≥ 0, without cancellation when x is near m. `difference` = x − m, when it is known better. */
export function devianceTerm(x: number, m: number, difference = x - m): number {
	if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) + m - x;
	const v = difference / (x + m);
	const square = v * v;
	let sum = difference * v;
	let power = 2 * x * v;
	for (let j = 1; j < 1000; j++) {
		power *= square;
		const next = sum + power / (2 * j + 1);
		if (next === sum) break;
		sum = next;
	}
	return sum;
}

/** ln P(X = k), X ~ Bin(n, p). `q` = 1 − p is given apart, so that both ends keep their digits. −Infinity = impossible. */
export function logBinomialPmf(k: number, n: number, p: number, q: number): number {
	if (p === 0) return k === 0 ? 0 : Number.NEGATIVE_INFINITY;
	if (q === 0) return k === n ? 0 : Number.NEGATIVE_INFINITY;
	if (k === 0) return n === 0 ? 0 : n * (p < 0.5 ? Math.log1p(-p) : Math.log(q));
	if (k === n) return n * (q < 0.5 ? Math.log1p(-q) : Math.log(p));
	const core = stirlingError(n) - stirlingError(k) - stirlingError(n - k);
	// both sides are equally far from their means; of two million less two, the digits are in the two
	const difference = p < q ? k - n * p : n * q - (n - k);
	const deviance = devianceTerm(k, n * p, difference) + devianceTerm(n - k, n * q, -difference);
	return core - deviance - 0.5 * (LN_2PI + Math.log(k) + Math.log((n - k) / n));
}

/** ln P(X = k), X ~ Poisson(λ), λ > 0. `k` may be any real ≥ 0 (then ln of λ^k·e^−λ/Γ(k+1)). */
export function logPoissonPmf(k: number, lambda: number): number {
	if (k === 0) return -lambda;
	if (k < 1e-8) return -lambda + k * Math.log(lambda);
	return -stirlingError(k) - devianceTerm(k, lambda) - 0.5 * (LN_2PI + Math.log(k));
}

/** ln P(X = k) for k marked among n drawn from N with K marked. −Infinity = impossible. */
export function logHypergeometricPmf(k: number, N: number, K: number, n: number): number {
	if (k < 0 || k > n || k > K || n - k > N - K) return Number.NEGATIVE_INFINITY;
	if (n === 0 || n === N) return 0;
	const p = n / N;
	const q = (N - n) / N;
	return logBinomialPmf(k, K, p, q) + logBinomialPmf(n - k, N - K, p, q) - logBinomialPmf(n, N, p, q);
}
