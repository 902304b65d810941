/**
 * How many to draw a month. Months are never equal, so a plan promises only what the evaluation's own bound gives with the months as
 * they were.
 */
import type { AnsweredStratum } from "./applicable.ts";
import { type Conclusion, conclude, type QuestionTerms, riskPerLook } from "./conclusion.ts";
import { ceilTimes, fractionOf } from "./decimal.ts";
import { requireWhole } from "./limits.ts";
import { binomialSize, type Rate, smallest } from "./sizes.ts";

/** `shareNotApplicable`: the expected share of Ej tillämpligt; only where the question allows it. */
export type PlanTerms = QuestionTerms & { maxDeviations: number; shareNotApplicable?: number };

/** `rate` is a decimal text such as "0.0981", n per month = ceil(rate·N), and `total` their sum. */
export type PlannedRate = { rate: string; sizes: number[]; total: number; conclusion: Conclusion };

/** Rates are whole millionths: fine enough for a hundred thousand purchases a month, and short enough to show. */
const PARTS = 1_000_000;
/** The number of smaller rates that are tried after the halving, because the bound goes up and down as sizes are rounded. */
const MOST_TRIED = 400;

/** n for a month and unit: ceil(rate·N), at least 1 and at most N. Throws RangeError for a rate outside [0, 1]. */
export function sizeAtRate(rate: Rate, N: number): number {
	requireWhole(N, "Populationen (N)", 0);
	const exact = fractionOf(rate);
	if (exact.numerator < 0n || exact.numerator > exact.denominator)
		throw new RangeError("Andelen att granska ska ligga mellan 0 och 1.");
	return Math.min(N, Math.max(1, ceilTimes(exact, N)));
}

/**
 * What the evaluation would say if `sizes` of `months` were drawn and `maxDeviations` found, the share of Ej tillämpligt as expected.
 * The deviations are laid where they weigh the most, in the month examined most thinly. Throws RangeError as `conclude`.
 */
export function concludePlan(months: readonly number[], sizes: readonly number[], terms: PlanTerms): Conclusion {
	const { allowsNotApplicable, shareNotApplicable = 0 } = terms;
	const share = allowsNotApplicable ? shareNotApplicable : 0;
	let [drawn, set] = [0, 0];
	const strata = months.map((N, i): AnsweredStratum => {
		const n = sizes[i]!;
		drawn += n;
		const notApplicable = Math.min(n, Math.round(drawn * share) - set);
		set += notApplicable;
		return { N, n, no: 0, notApplicable, unknown: 0 };
	});
	let left = terms.maxDeviations;
	for (const stratum of [...strata].sort((a, b) => a.n * b.N - b.n * a.N)) {
		stratum.no = Math.min(left, stratum.n - stratum.notApplicable);
		left -= stratum.no;
	}
	return conclude(strata, terms);
}

/**
 * The smallest rate per month that gives Stöd with these months (population per month and unit, as last year) and at most
 * `maxDeviations` found; with `tried` 0 a little larger, and soon found. null when not even examining everything does. Throws RangeError for impossible counts, rates or risks.
 */
export function plannedRate(
	months: readonly number[],
	terms: PlanTerms,
	tried: number = MOST_TRIED,
): PlannedRate | null {
	requireWhole(terms.maxDeviations, "Antalet tillåtna avvikelser", 0);
	const planAt = (parts: number): PlannedRate => {
		const rate = rateText(parts);
		const sizes = months.map((N) => sizeAtRate(rate, N));
		const total = sizes.reduce((sum, n) => sum + n, 0);
		return { rate, sizes, total, conclusion: concludePlan(months, sizes, terms) };
	};
	const isEnough = ({ total, conclusion }: PlannedRate) =>
		total >= terms.maxDeviations && conclusion.verdict === "support";
	if (!isEnough(planAt(PARTS))) return null;
	const found = smallest(1, PARTS, (parts) => isEnough(planAt(parts)));
	for (const parts of smallerRates(months, found, tried)) {
		const plan = planAt(parts);
		if (isEnough(plan)) return plan;
	}
	return planAt(found);
}

/** The nearest rates below `found` at which some month's size changes, the smallest first. */
function smallerRates(months: readonly number[], found: number, tried: number): number[] {
	if (tried === 0) return [];
	const rates = new Set<number>([1]);
	for (const N of new Set(months)) {
		if (N === 0) continue;
		const most = Math.floor((found * N) / PARTS);
		for (let n = Math.max(0, most - tried); n <= most; n++) rates.add(Math.floor((n * PARTS) / N) + 1);
	}
	return [...rates]
		.filter((parts) => parts < found)
		.sort((a, b) => b - a)
		.slice(0, tried)
		.reverse();
}

function rateText(parts: number): string {
	const text = String(parts).padStart(7, "0");
	return `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, "");
}

/**
 * Two planned looks, each at half the risk (Bonferroni: it holds for strata and unequal months too): the smallest n of a look that
 * bears `maxDeviations`. Throws RangeError as `binomialSize`.
 */
export function twoLookSize(maxDeviations: number, tolerableRate: Rate, risk: number): number {
	return binomialSize(maxDeviations, tolerableRate, riskPerLook(risk, 2));
}

/** The most deviations that both looks together (twice the first) bear at half the risk. */
export function doubledBears(tolerableRate: Rate, risk: number): number {
	const both = 2 * twoLookSize(0, tolerableRate, risk);
	let bears = 0;
	while (twoLookSize(bears + 1, tolerableRate, risk) <= both) bears++;
	return bears;
}
