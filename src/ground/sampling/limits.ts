/** Argument checks shared by the statistics. Every refusal is a RangeError with a Swedish sentence. */

/** Above this counts are typing errors, and sums over them would take long. */
export const LARGEST_COUNT = 1_000_000_000;

/** P ≤ risk with room for rounding: exact ties exist (1/20 = 0.05) and count as met. `logP` = ln P. */
export function isAtMostRisk(logP: number, risk: number): boolean {
	return Math.exp(logP) <= risk + 1e-12 * Math.max(0.001, risk);
}

/** Throws RangeError unless `value` is a whole number in [least, most]. */
export function requireWhole(value: number, name: string, least: number, most = LARGEST_COUNT): void {
	if (!Number.isSafeInteger(value) || value < least || value > most) {
		throw new RangeError(`${name} ska vara ett heltal mellan ${least} och ${most}.`);
	}
}

/** Throws RangeError unless 0 < risk < 1. */
export function requireRisk(risk: number): void {
	if (!(risk > 0 && risk < 1)) throw new RangeError("Risken ska ligga mellan 0 och 1.");
}

/** Throws RangeError unless 0 ≤ k ≤ n ≤ 1e9 are whole. */
export function requireSample(k: number, n: number): void {
	requireWhole(n, "Antalet granskade (n)", 0);
	requireWhole(k, "Antalet avvikelser (k)", 0, n);
}
