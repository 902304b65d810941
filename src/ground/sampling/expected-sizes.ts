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
/** The number of allowed deviations that are tried one by one; beyond it the search leaps first. */
const STEPS_ONE_BY_ONE = 300;
/**
 * With more deviations than this the rates are too close, or the risk too small, for any sample that somebody would examine.
 */
const MOST_DEVIATIONS = 200_000;
/** The longest stretch that is searched after a leap; a longer one could not be answered at once. */
const LONGEST_STRETCH = 4_000;

type Search = {
	e: Fraction;
	/** The tolerable rate, as a number. */
	pt: number;
	/** The largest sample, and the largest number of allowed deviations. */
	limit: number;
	highest: number;
	risk: number;
	/** ln P(X ≤ k) in a sample of n; Infinity where k is out of the question. */
	logRisk: (k: number, n: number) => number;
};

/**
 * The first k for which some n with ceil(e·n) = k, that is floor((k−1)/e) < n ≤ floor(k/e), holds. Within one such block
 * P(X ≤ k) falls with n, so its last n tells whether it holds an answer. null when none is found.
 */
function walk(search: Search): ExpectedSize | null {
	const { e, limit, risk, logRisk } = search;
	const last = (k: number) => Math.min(floorDivide(k, e), limit);
	const holds = (k: number) => isAtMostRisk(logRisk(k, last(k)), risk);
	for (let k = 1; ; k++) {
		if (k === STEPS_ONE_BY_ONE) k = leap(search, holds);
		const first = floorDivide(k - 1, e) + 1;
		if (first > limit) return null;
		if (first > last(k) || !holds(k)) continue;
		const n = smallest(first, last(k), (size) => isAtMostRisk(logRisk(k, size), risk));
		return { n, maxDeviations: k };
	}
}

/**
 * Where to go on, by doubling and halving. Along the ray n = k/e the risk falls; the rounding of n disturbs that by less than one
 * item, which the ray makes up for in pt²/(pt − e) deviations at most, so twice that is looked through one by one.
 */
function leap({ e, pt, limit, highest, risk, logRisk }: Search, holds: (k: number) => boolean): number {
	const rate = Number(e.numerator) / Number(e.denominator);
	if (pt <= rate) throw new RangeError("Den förväntade andelen är inte lägre än den högsta godtagbara.");
	const margin = Math.ceil((4 * pt * pt) / (pt - rate)) + 10;
	const back = (k: number) => Math.max(STEPS_ONE_BY_ONE, k - margin);
	const most = Math.min(MOST_DEVIATIONS, highest);
	if (!holds(most)) {
		if (most === highest) return back(most);
		const enough = isAtMostRisk(logRisk(most, Math.min(floorDivide(most, e), limit)), Math.max(risk, ORDINARY_RISK));
		throw new RangeError(enough ? TOO_SURE : TOO_CLOSE);
	}
	if (margin > LONGEST_STRETCH) throw new RangeError(TOO_CLOSE);
	return back(smallest(STEPS_ONE_BY_ONE, most, holds));
}

/**
 * A common risk level. A sample that would be small enough at this risk is too large only because the chosen risk is smaller.
 */
const ORDINARY_RISK = 0.05;
const TOO_CLOSE = "Den förväntade andelen ligger för nära den högsta godtagbara: stickprovet blir orimligt stort.";
const TOO_SURE = "Risken är så liten att stickprovet blir orimligt stort.";

/** Half of Bin(n, e) lies at or below ceil(e·n): at e ≥ pt no n brings P below ½. */
function isHopeless(e: Fraction, pt: Fraction, risk: number): boolean {
	return risk < 0.5 && e.numerator * pt.denominator >= pt.numerator * e.denominator;
}

/**
 * Binomial with an expected rate: smallest n with P(X ≤ ceil(e·n)) ≤ risk (AICPA ). null when it cannot be
 * reached (e ≥ pt). Throws RangeError for e outside [0, 1), pt outside (0, 1], risk outside (0, 1), and when e is so
 * near pt, or the risk so small, that more than 200 000 deviations would have to be allowed. Answers in milliseconds.
 */
export function expectedRateSize(expectedRate: Rate, tolerableRate: Rate, risk: number): ExpectedSize | null {
	requireRisk(risk);
	const e = rateOf(expectedRate, EXPECTED, true);
	const pt = rateOf(tolerableRate, TOLERABLE);
	if (e.numerator === 0n) return { n: binomialSize(0, tolerableRate, risk), maxDeviations: 0 };
	if (isHopeless(e, pt, risk)) return null;
	const logRisk = (k: number, n: number) => logBinomialCdf(k, n, pt.value);
	return walk({ e, pt: pt.value, limit: Number.MAX_SAFE_INTEGER, highest: Number.MAX_SAFE_INTEGER, risk, logRisk });
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
	const logRisk = (k: number, n: number) => (k < Kt ? logHypergeometricCdf(k, N, Kt, n) : Number.POSITIVE_INFINITY);
	return walk({ e, pt: Kt / N, limit: N, highest: Kt - 1, risk, logRisk });
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
