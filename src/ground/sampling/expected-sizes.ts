/**
 * Sample sizes when some deviations are expected: the allowed number is ceil(e·n), in exact arithmetic (in floating
 * point 0.07·1300 = 91.00000000000001, and a well-known package answers 1313 instead of AICPA's 1300).
 */
import { ceilTimes, type Fraction, floorDivide, rateOf } from "./decimal.ts";
import { gammaUpperTail } from "./gamma.ts";
import { isAtMostRisk, LARGEST_COUNT, requireRisk } from "./limits.ts";
import { logBinomialCdf, logHypergeometricCdf } from "./log-cdf.ts";
import { binomialSize, hyperSizeForCount, intolerableCount, type Rate, smallest, smallestFrom } from "./sizes.ts";

export type ExpectedSize = { n: number; maxDeviations: number };

const EXPECTED = "Den förväntade andelen";
const TOLERABLE = "Den högsta godtagbara andelen";
/** How far the walk over k goes. Beyond it the rates are too close for any sample somebody would examine. */
const MOST_STEPS = 200_000;

/**
 * Walks k = 1, 2 … over the n with ceil(e·n) = k, that is floor((k−1)/e) < n ≤ floor(k/e), up to `limit`. Within one
 * such block P(X ≤ k) falls with n, so its last n tells whether it holds an answer. null when none is found.
 */
function walk(e: Fraction, limit: number, holds: (k: number, n: number) => boolean): ExpectedSize | null {
	for (let k = 1; k <= MOST_STEPS; k++) {
		const first = floorDivide(k - 1, e) + 1;
		if (first > limit) return null;
		const last = Math.min(floorDivide(k, e), limit);
		if (first > last || !holds(k, last)) continue;
		return { n: smallest(first, last, (n) => holds(k, n)), maxDeviations: k };
	}
	throw new RangeError(
		"Den förväntade andelen ligger för nära den högsta godtagbara: stickprovet blir orimligt stort.",
	);
}

/** Half of Bin(n, e) lies at or below ceil(e·n): at e ≥ pt no n brings P below ½. */
function isHopeless(e: Fraction, pt: Fraction, risk: number): boolean {
	return risk < 0.5 && e.numerator * pt.denominator >= pt.numerator * e.denominator;
}

/**
 * Binomial with an expected rate: smallest n with P(X ≤ ceil(e·n)) ≤ risk (AICPA ). null when it cannot be
 * reached (e ≥ pt). Throws RangeError for e outside [0, 1), pt outside (0, 1], risk outside (0, 1), and when e is so
 * near pt that more than 200 000 deviations would have to be allowed.
 */
export function expectedRateSize(expectedRate: Rate, tolerableRate: Rate, risk: number): ExpectedSize | null {
	requireRisk(risk);
	const e = rateOf(expectedRate, EXPECTED, true);
	const pt = rateOf(tolerableRate, TOLERABLE);
	if (e.numerator === 0n) return { n: binomialSize(0, tolerableRate, risk), maxDeviations: 0 };
	if (isHopeless(e, pt, risk)) return null;
	return walk(e, Number.MAX_SAFE_INTEGER, (k, n) => isAtMostRisk(logBinomialCdf(k, n, pt.value), risk));
}

/** Hypergeometric with an expected rate: smallest n ≤ N with P(X ≤ ceil(e·n) | N, Kt, n) ≤ risk, or null. Throws as above. */
export function hyperExpectedRateSize(
	expectedRate: Rate,
	tolerableRate: Rate,
	N: number,
	risk: number,
): ExpectedSize | null {
	requireRisk(risk);
	const e = rateOf(expectedRate, EXPECTED, true);
	const Kt = intolerableCount(tolerableRate, N);
	if (e.numerator === 0n) {
		const n = hyperSizeForCount(0, Kt, N, risk);
		return n === null ? null : { n, maxDeviations: 0 };
	}
	if (isHopeless(e, { numerator: BigInt(Kt), denominator: BigInt(N) }, risk)) return null;
	return walk(e, N, (k, n) => k < Kt && isAtMostRisk(logHypergeometricCdf(k, N, Kt, n), risk));
}

/** The deviations a sample of n may hold under the expected rate: ceil(e·n), exactly. */
export function allowedDeviations(expectedRate: Rate, n: number): number {
	return ceilTimes(rateOf(expectedRate, EXPECTED, true), n);
}

/**
 * Money-unit planning: smallest n whose Poisson–gamma upper limit with e·n expected taints (not rounded to whole
 * deviations) is at most pt: Q(1 + e·n, n·pt) ≤ risk (AICPA C-1). null when e ≥ pt. Throws RangeError as above.
 */
export function musPlanSize(expectedRate: Rate, tolerableRate: Rate, risk: number): number | null {
	requireRisk(risk);
	const e = rateOf(expectedRate, EXPECTED, true);
	const pt = rateOf(tolerableRate, TOLERABLE);
	if (e.numerator * pt.denominator >= pt.numerator * e.denominator) return null;
	const holds = (n: number) => isAtMostRisk(Math.log(gammaUpperTail(1 + e.value * n, n * pt.value)), risk);
	const n = smallestFrom(1, (size) => size > LARGEST_COUNT || holds(size));
	if (n > LARGEST_COUNT) throw new RangeError("Stickprovet skulle bli för stort för att anges.");
	return n;
}
