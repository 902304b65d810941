/** Poisson factors: the confidence factors of audit tables (AICPA Audit Sampling C-1). */

import { requireRisk, requireWhole } from "./limits.ts";
import { poissonLowerRatio } from "./log-cdf.ts";
import { logPoissonPmf } from "./log-pmf.ts";

/** λ with P(X ≤ k | λ) = risk. Throws RangeError unless k is whole in 0…1e9 and 0 < risk < 1. */
export function poissonFactor(k: number, risk: number): number {
	requireWhole(k, "Antalet avvikelser (k)", 0);
	requireRisk(risk);
	const target = Math.log(risk);
	if (k === 0) return -target;
	let low = 0;
	let high = Number.POSITIVE_INFINITY;
	let lambda = k + 1;
	for (let step = 0; step < 200; step++) {
		const ratio = poissonLowerRatio(k, lambda);
		const excess = logPoissonPmf(k, lambda) + Math.log(ratio) - target;
		if (excess > 0) low = lambda;
		else high = lambda;
		let next = lambda + excess * ratio; // Newton: d ln P / dλ = −1/ratio
		if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * lambda : (low + high) / 2;
		if (Math.abs(next - lambda) <= 1e-15 * lambda || next === low || next === high) return next;
		lambda = next;
	}
	return lambda;
}
