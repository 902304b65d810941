import type { MoneyPlan } from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { binomialSize } from "../../../ground/sampling/sizes.ts";

/** What decides how much is drawn in a year. Öre. */
export type MoneyTerms = Pick<MoneyPlan, "confidence_permille" | "tolerable_ore" | "year_ore" | "expected_errors">;

export function riskOf({ confidence_permille }: Pick<MoneyTerms, "confidence_permille">): number {
	return (1000 - confidence_permille) / 1000;
}

/**
 * How many money units a year needs: the smallest n that gives support when no more than the expected number of invoices are wholly
 * wrong, with the tolerable amount as a share of the year's (binomial, as in the Stringer bound). The share is rounded down.
 */
export function yearPoints(terms: MoneyTerms): number {
	const millionths = Math.max(1, Number((BigInt(terms.tolerable_ore) * 1_000_000n) / BigInt(terms.year_ore)));
	return binomialSize(terms.expected_errors, (millionths / 1_000_000).toFixed(6), riskOf(terms));
}

/** What one drawn krona stands for, on average: the year's amount over its points, in whole öre rounded down. */
export function intervalOre(terms: MoneyTerms): number {
	return Math.floor(terms.year_ore / yearPoints(terms));
}

/**
 * How many a period's draw takes: its own amount in the year's interval, at least 1. Every period so has nearly the same interval,
 * and the months can be pooled. Without a plan the control's own number.
 */
export function periodPoints(plan: MoneyTerms | undefined, ownNumber: number, totalOre: number): number {
	if (!plan) return ownNumber;
	if (totalOre <= 0) return 0;
	const [total, year] = [BigInt(totalOre), BigInt(plan.year_ore)];
	return Number((total * BigInt(yearPoints(plan)) + year - 1n) / year);
}

/** The tolerable amount of a part of the year: in proportion to its length, a tertial a third. Null until one is decided. */
export function tolerableOf({ tolerable_ore }: { tolerable_ore: number | null }, isYear: boolean): number | null {
	return isYear || tolerable_ore === null ? tolerable_ore : Math.floor(tolerable_ore / 3);
}
