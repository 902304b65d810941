import type { PlanLevel } from "../../../db/schema/checks/sample-plans.ts";
import { riskPerLook } from "../../ground/sampling/conclusion.ts";
import { logBinomialCdf } from "../../ground/sampling/log-cdf.ts";
import { logBinomialPmf } from "../../ground/sampling/log-pmf.ts";
import { concludePlan, doubledBears, plannedRate, sizeAtRate } from "../../ground/sampling/planned-rate.ts";
import { binomialSize } from "../../ground/sampling/sizes.ts";
import type { Verdict } from "../../ground/sampling/verdict.ts";

/** What decides the sizes. Rates in permille by question; the strictest decides how many must be examined. */
export interface PlanTerms {
	confidence_permille: number;
	level: PlanLevel;
	expected_deviations: number;
	two_stage: boolean;
	months: number;
	rates: readonly number[];
}

/** Tolerable share until somebody has decided another: 5 % for key questions, 10 % for formal ones. */
export const DEFAULT_RATE = { key: 50, formal: 100 } as const;

/** The risk until another confidence is decided. */
export const DEFAULT_RISK = 0.05;

export function defaultRate(question: { is_key: number }): number {
	return question.is_key === 1 ? DEFAULT_RATE.key : DEFAULT_RATE.formal;
}

/** 1 − confidence. */
export function riskOf(terms: Pick<PlanTerms, "confidence_permille">): number {
	return (1000 - terms.confidence_permille) / 1000;
}

/** Permille as the decimal a person would write, so that it is read exactly: 50 → "0.050". */
function decimal(permille: number): string {
	return (permille / 1000).toFixed(3);
}

function strictest(terms: Pick<PlanTerms, "rates">): number {
	return terms.rates.length === 0 ? DEFAULT_RATE.key : Math.min(...terms.rates);
}

export interface YearSize {
	/** What the formula asks for. */
	needed: number;
	/** Per period on average, rounded up. */
	per_period: number;
	/** per_period × months: what is drawn in a year. */
	year: number;
}

/** The risk of a look: half the plan's where two are planned. */
export function lookRisk(terms: Pick<PlanTerms, "confidence_permille" | "two_stage">): number {
	return riskPerLook(riskOf(terms), terms.two_stage ? 2 : 1);
}

/** How many a year needs when its months are alike, per unit or for all together; unequal months need some more. */
export function yearSize(terms: PlanTerms): YearSize {
	const rate = decimal(strictest(terms));
	const needed = binomialSize(terms.expected_deviations, rate, lookRisk(terms));
	const per_period = Math.ceil(needed / terms.months);
	return { needed, per_period, year: per_period * terms.months };
}

/** What the strictest question asks of months with so many purchases each. */
function asked(terms: PlanTerms, permille = strictest(terms), maxDeviations = terms.expected_deviations) {
	return { allowsNotApplicable: false, tolerable: decimal(permille), risk: lookRisk(terms), maxDeviations };
}

/** Each is a search that a large control needs a tenth of a second for, and a region's plan asks for one a unit. Nothing but what is asked decides the answer. */
const MOST_RATES = 5_000;
const foundRates = new Map<string, string | null>();

/** The share of every month that gives support by the evaluation's own bound; null when not even everything does. */
export function rateFor(terms: PlanTerms, months: readonly number[]): string | null {
	const known = months.filter((N) => N > 0);
	// a plan over fewer months than there are is drawn for as many as it says
	const missing = Array<number>(Math.max(0, terms.months - known.length)).fill(typicalOf(known));
	const [planned, question] = [[...known, ...missing], asked(terms)];
	const key = JSON.stringify([planned, question]);
	const had = foundRates.get(key);
	if (had !== undefined) return had;
	const rate = plannedRate(planned, question, 0)?.rate ?? null;
	if (foundRates.size >= MOST_RATES) foundRates.delete(foundRates.keys().next().value!);
	foundRates.set(key, rate);
	return rate;
}

/** How many of N at the rate; all of them where no rate is enough, and none of nothing. */
export function sizeFor(rate: string | null, N: number): number {
	if (N === 0) return 0;
	return rate === null ? N : sizeAtRate(rate, N);
}

function typicalOf(known: readonly number[]): number {
	return known.length === 0 ? 0 : Math.max(1, Math.round(known.reduce((sum, N) => sum + N, 0) / known.length));
}

/** The months of one unit, or of all: how many there are, and how many are drawn. */
export interface PlannedMonths {
	months: readonly number[];
	sizes: readonly number[];
}

/** Months that are alike, for a plan whose purchases nobody knows yet. */
export function alike(terms: PlanTerms): PlannedMonths {
	const { per_period } = yearSize(terms);
	return { months: Array<number>(terms.months).fill(1000), sizes: Array<number>(terms.months).fill(per_period) };
}

export interface PlannedConclusion {
	deviations: number;
	/** The highest share that there may be, 0–1. */
	upper: number;
	/** By tolerable rate in permille. */
	verdicts: { rate: number; verdict: Verdict }[];
}

/** What the year can conclude when it has found so many, by the evaluation's own function. */
export function conclusions(terms: PlanTerms, { months, sizes }: PlannedMonths): PlannedConclusion[] {
	const drawn = sizes.reduce((sum, n) => sum + n, 0);
	const rates = [...new Set(terms.rates.length > 0 ? terms.rates : [DEFAULT_RATE.key])].sort((a, b) => a - b);
	const most = Math.min(drawn, terms.expected_deviations + 3);
	return Array.from({ length: most + 1 }, (_, deviations) => {
		const found = rates.map((rate) => ({
			rate,
			conclusion: concludePlan(months, sizes, asked(terms, rate, deviations)),
		}));
		const verdicts = found.map(({ rate, conclusion: { verdict } }) => ({ rate, verdict }));
		return { deviations, upper: found[0]!.conclusion.upperShare ?? 1, verdicts };
	});
}

/** The unit whose months promise the least: what the plan says must hold for it too. */
export function weakestOf(terms: PlanTerms, units: readonly PlannedMonths[]): PlannedMonths | undefined {
	const upperOf = ({ months, sizes }: PlannedMonths) =>
		concludePlan(months, sizes, asked(terms, undefined, 0)).upperShare ?? 1;
	let weakest: { unit: PlannedMonths; upper: number } | undefined;
	for (const unit of units) {
		const upper = upperOf(unit);
		if (!weakest || upper > weakest.upper) weakest = { unit, upper };
	}
	return weakest?.unit;
}

/** Real shares of deviations that the page tells about, in permille. */
const TOLD_SHARES = [5, 10, 20] as const;

export interface Failure {
	/** The real share, permille. */
	share: number;
	/** How many of 100 such years miss support although the share is tolerable. */
	of_hundred: number;
}

/** How often the plan fails units whose real share of deviations is small: the price of accepting few or none. */
export function failures(terms: PlanTerms, planned: PlannedMonths): Failure[] {
	const tolerable = strictest(terms);
	const drawn = planned.sizes.reduce((sum, n) => sum + n, 0);
	const accepted = acceptedDeviations(terms, planned);
	return TOLD_SHARES.filter((share) => share < tolerable).map((share) => {
		const p = share / 1000;
		const first = accepted < 0 ? 0 : Math.exp(logBinomialCdf(accepted, drawn, p));
		const second = terms.two_stage ? secondLook(terms, { accepted, drawn, p }) : 0;
		return { share, of_hundred: Math.round(100 * (1 - first - second)) };
	});
}

/** The chance that the first look bears too many and both together do not. */
function secondLook(terms: PlanTerms, { accepted, drawn, p }: { accepted: number; drawn: number; p: number }): number {
	const bears = doubledBears(decimal(strictest(terms)), riskOf(terms));
	let chance = 0;
	for (let k = accepted + 1; k <= bears; k++)
		chance += Math.exp(logBinomialPmf(k, drawn, p, 1 - p) + logBinomialCdf(bears - k, drawn, p));
	return chance;
}

/** The most deviations that still give support at the strictest rate; −1 when not even none does. */
function acceptedDeviations(terms: PlanTerms, { months, sizes }: PlannedMonths): number {
	let accepted = -1;
	while (accepted < 50 && concludePlan(months, sizes, asked(terms, undefined, accepted + 1)).verdict === "support")
		accepted++;
	return accepted;
}

/** Of 100 such years, those in which the sample sees none of the deviations, where one purchase of a hundred is wrong. */
export function unseenOfHundred(drawn: number): number {
	return Math.round(100 * 0.99 ** drawn);
}

/** The share of Ej tillämpligt that a question which allows it is reckoned with, until its answers tell another. */
const USUAL_NOT_APPLICABLE = 0.1;

/** How many each kind of question needs: drawn, of months that are alike, with no deviation. */
export function kindsOf(terms: PlanTerms) {
	const rates = [...new Set(terms.rates.length > 0 ? terms.rates : [DEFAULT_RATE.key])].sort((a, b) => a - b);
	return rates.map((rate) => {
		const ratio = { ...asked(terms, rate, 0), allowsNotApplicable: true, shareNotApplicable: USUAL_NOT_APPLICABLE };
		return {
			rate,
			needed: binomialSize(0, decimal(rate), lookRisk(terms)),
			with_not_applicable: plannedRate([1_000_000], ratio, 0)?.total ?? null,
		};
	});
}
