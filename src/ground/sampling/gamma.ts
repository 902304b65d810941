/** The regularised incomplete gamma function, for Poisson limits of broken counts. */
import { logPoissonPmf } from "./log-pmf.ts";

const TINY = 1e-300;

/** Σ x^j / ((a+1)…(a+j)): P(a, x) relative to x^a e^−x/Γ(a+1). For x < a + 1. */
function lowerSeries(a: number, x: number): number {
	let sum = 1;
	let term = 1;
	for (let j = 1; term > sum * 1e-17; j++) {
		term *= x / (a + j);
		sum += term;
	}
	return sum;
}

/** Legendre's continued fraction by Lentz's method: Q(a, x) relative to x^a e^−x/Γ(a). For x ≥ a + 1. */
function upperFraction(a: number, x: number): number {
	let b = x + 1 - a;
	let c = 1 / TINY;
	let d = 1 / b;
	let h = d;
	for (let i = 1; i < 100_000; i++) {
		const an = -i * (i - a);
		b += 2;
		d = 1 / (an * d + b || TINY);
		c = b + an / c || TINY;
		const factor = d * c;
		h *= factor;
		if (Math.abs(factor - 1) < 1e-16) break;
	}
	return h;
}

/** Q(a, x) = Γ(a, x)/Γ(a), a > 0, x ≥ 0. Relative error about 1e-13, also far out. */
export function gammaUpperTail(a: number, x: number): number {
	if (x === 0) return 1;
	const scale = logPoissonPmf(a, x);
	if (x < a + 1) return 1 - Math.exp(scale) * lowerSeries(a, x);
	return Math.exp(scale + Math.log(a * upperFraction(a, x)));
}
