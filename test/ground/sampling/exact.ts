/** Probabilities in exact rational arithmetic, to compare with. Small numbers only. */

/** C(n, k). */
export function choose(n: number, k: number): bigint {
	if (k < 0 || k > n) return 0n;
	let result = 1n;
	for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
	return result;
}

/** A decimal text as numerator over a power of ten. */
export function fraction(decimal: string): [bigint, bigint] {
	const [whole, part = ""] = decimal.split(".");
	return [BigInt(whole + part), 10n ** BigInt(part.length)];
}

/** Whether P(X ≤ k) (lower) or P(X ≥ k) (upper) is above the decimal risk or not, exactly. */
export function hypergeometricTail(
	side: "lower" | "upper",
	k: number,
	N: number,
	K: number,
	n: number,
	risk: string,
): "above" | "within" {
	let ways = 0n;
	for (let x = side === "lower" ? 0 : k; x <= (side === "lower" ? k : n); x++)
		ways += choose(K, x) * choose(N - K, n - x);
	const [top, bottom] = fraction(risk);
	return ways * bottom > top * choose(N, n) ? "above" : "within";
}

/** Whether P(X ≤ k), X ~ Bin(n, rate), is above the risk, both decimals, exactly. */
export function binomialAbove(k: number, n: number, rate: string, risk: string): boolean {
	const [p, unit] = fraction(rate);
	let ways = 0n;
	for (let x = 0; x <= Math.min(k, n); x++) ways += choose(n, x) * p ** BigInt(x) * (unit - p) ** BigInt(n - x);
	const [top, bottom] = fraction(risk);
	return ways * bottom > top * unit ** BigInt(n);
}

/** P(X ≤ k), X ~ Bin(n, p), summed plainly in floating point. */
export function binomialCdfExact(k: number, n: number, p: number): number {
	let sum = 0;
	for (let x = 0; x <= k; x++) sum += Number(choose(n, x)) * p ** x * (1 - p) ** (n - x);
	return sum;
}
