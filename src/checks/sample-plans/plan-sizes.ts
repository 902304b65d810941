import type { PlanLevel } from "../../../db/schema/checks/sample-plans.ts";
import { allocate } from "../../ground/sampling/allocation.ts";
import { cpLower, cpUpper } from "../../ground/sampling/bounds.ts";
import { logBinomialCdf } from "../../ground/sampling/log-cdf.ts";
import { binomialSize, logTwoStageRisk, twoStageSize } from "../../ground/sampling/sizes.ts";
import { type Verdict, verdict } from "../../ground/sampling/verdict.ts";

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

/** How many a year needs, per unit or for all units together by the plan's level. Binomial: a year is never one closed draw. */
export function yearSize(terms: PlanTerms): YearSize {
	const rate = decimal(strictest(terms));
	const needed = terms.two_stage
		? twoStageSize(rate, riskOf(terms))
		: binomialSize(terms.expected_deviations, rate, riskOf(terms));
	const per_period = Math.ceil(needed / terms.months);
	return { needed, per_period, year: per_period * terms.months };
}

export interface Conclusion {
	deviations: number;
	/** Shares 0–1 of what all the year's items say together. */
	upper: number;
	lower: number;
	/** By tolerable rate in permille. */
	verdicts: { rate: number; verdict: Verdict }[];
}

/** What the year can conclude when it has found so many. */
export function conclusions(terms: PlanTerms): Conclusion[] {
	const { year } = yearSize(terms);
	const rates = [...new Set(terms.rates.length > 0 ? terms.rates : [DEFAULT_RATE.key])].sort((a, b) => a - b);
	const most = Math.min(year, terms.expected_deviations + 3);
	return Array.from({ length: most + 1 }, (_, deviations) => {
		const upper = cpUpper(deviations, year, riskOf(terms));
		const lower = cpLower(deviations, year, riskOf(terms));
		const verdicts = rates.map((rate) => ({ rate, verdict: verdict({ upper, lower, tolerable: rate / 1000 }) }));
		return { deviations, upper, lower, verdicts };
	});
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
export function failures(terms: PlanTerms): Failure[] {
	const { year, needed } = yearSize(terms);
	const tolerable = strictest(terms);
	const accepted = acceptedDeviations(terms, year);
	return TOLD_SHARES.filter((share) => share < tolerable).map((share) => {
		const p = share / 1000;
		const inOneStage = () => (accepted < 0 ? -Infinity : logBinomialCdf(accepted, year, p));
		const passes = terms.two_stage ? logTwoStageRisk(needed, p) : inOneStage();
		return { share, of_hundred: Math.round(100 * (1 - Math.exp(passes))) };
	});
}

/** The most deviations among `n` that still give support at the strictest rate; −1 when not even none does. */
function acceptedDeviations(terms: PlanTerms, n: number): number {
	let accepted = -1;
	while (accepted + 1 < n && cpUpper(accepted + 1, n, riskOf(terms)) < strictest(terms) / 1000) accepted++;
	return accepted;
}

/** Sizes of the periods that remain, in proportion to their N and at least 1 (a period without purchases gets 0). */
export function spreadOver(total: number, periods: readonly { id: string; N: number }[]): number[] {
	const least = periods.reduce((sum, period) => sum + Math.min(1, period.N), 0);
	return allocate(periods, Math.max(total, least), 1)!;
}
