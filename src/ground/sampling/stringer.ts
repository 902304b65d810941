import { cpUpper } from "./bounds.ts";
import { requireRisk, requireWhole } from "./limits.ts";
import { poissonFactor } from "./poisson.ts";

/**
 * The Stringer bound: upper limit for the overstated share of the book value, from the taints found by money-unit
 * sampling (Stringer 1963; de Jager, Pap & van Zuijlen 1997). p₀ + Σ (p_i − p_{i−1})·t_i, taints descending, p_i the
 * upper limit with i deviations: Clopper–Pearson ("binomial") or λ(i)/n ("poisson", uncapped, may exceed 1).
 * Taints are overstated share of each item, 0 ≤ t ≤ 1; understatements are evaluated separately, never netted.
 * Throws RangeError for a taint outside [0, 1], more taints than n, n < 1, or risk outside (0, 1).
 */
export function stringer(taints: readonly number[], n: number, risk: number, model: "binomial" | "poisson"): number {
	requireWhole(n, "Antalet granskade (n)", 1);
	requireRisk(risk);
	requireWhole(taints.length, "Antalet felandelar", 0, n);
	if (!taints.every((taint) => taint >= 0 && taint <= 1)) throw new RangeError("En felandel ska ligga mellan 0 och 1.");
	const limit = model === "binomial" ? knownUpper(n, risk) : (k: number) => poissonFactor(k, risk) / n;
	const descending = taints.filter((taint) => taint > 0).sort((a, b) => b - a);
	let below = limit(0);
	let bound = below;
	for (const [i, taint] of descending.entries()) {
		const above = limit(i + 1);
		bound += (above - below) * taint;
		below = above;
	}
	return bound;
}

/** The limits of the sample size and risk asked for last: a year's conclusions ask for the same ones again and again. */
let last = { n: 0, risk: 0, upper: [] as number[] };

function knownUpper(n: number, risk: number): (k: number) => number {
	if (last.n !== n || last.risk !== risk) last = { n, risk, upper: [] };
	const { upper } = last;
	return (k) => (upper[k] ??= cpUpper(k, n, risk));
}

/** The most likely overstated share: Σ taints / n. */
export function pointRate(taints: readonly number[], n: number): number {
	return taints.reduce((sum, taint) => sum + taint, 0) / n;
}
