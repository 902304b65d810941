/** What the errors found amount to, over what is examined (ISA 530 p. 14, A18–A20): a point estimate, always said before the limit. */
import type { AnsweredStratum } from "./applicable.ts";
import { type MoneyStratum, moneyBounds } from "./money-bounds.ts";

/** `population` is what the estimate is about, `unexamined` the items it leaves out. Shares null where nothing was applicable. */
export type ProjectedCount = { count: number; population: number; unexamined: number; share: number | null };

/**
 * Σ N_h·k_h/n_h over the strata that have an answer; the share is of all their items, or, where the question allows Ej tillämpligt, of
 * Σ N_h·a_h/n_h. n_h = the answered ones: what is not known is left out. Not rounded: said with "ungefär".
 */
export function projectedCount(strata: readonly AnsweredStratum[], allowsNotApplicable: boolean): ProjectedCount {
	let [count, applicable, population, unexamined] = [0, 0, 0, 0];
	for (const { N, n, no, notApplicable, unknown } of strata) {
		const answered = n - unknown - (allowsNotApplicable ? 0 : notApplicable);
		if (answered <= 0) {
			unexamined += N;
			continue;
		}
		population += N;
		count += (N * no) / answered;
		applicable += allowsNotApplicable ? (N * (answered - notApplicable)) / answered : N;
	}
	return { count, population, unexamined, share: applicable === 0 ? null : count / applicable };
}

/** The invoices that are always examined: drawn and examined öre, and what was wrong in the latter. */
export type TopStratum = { ore: number; examinedOre: number; errorOre: number };

/** `projectedOre` null when nothing is examined. `unexaminedOre` = how much of the upper limit comes from what is not examined. */
export type ProjectedMoney = { projectedOre: number | null; upperOre: number; unexaminedOre: number };

/**
 * The top stratum's errors + interval × Σ taints in each period, scaled by drawn kronor / examined kronor (every drawn öre stands for
 * one interval); beside it the upper limit of all, in which what is not examined is wholly wrong. Periods without an examined öre
 * are left out of the projection. Throws RangeError as `moneyBounds`.
 */
export function projectedMoney(top: TopStratum, strata: readonly MoneyStratum[], risk: number): ProjectedMoney {
	const examined = strata.filter((stratum) => stratum.taints.length > 0);
	const below = examined.reduce((sum, { ore, taints }) => sum + (ore * sumOf(taints)) / taints.length, 0);
	const above = top.examinedOre === 0 ? 0 : (top.errorOre * top.ore) / top.examinedOre;
	const upper = moneyBounds(strata, risk).upperOre;
	const sound = strata.map(({ ore, taints, unexamined }) => ({
		ore,
		taints: [...taints, ...Array<number>(unexamined).fill(0)],
		unexamined: 0,
	}));
	const topUnexamined = top.ore - top.examinedOre;
	return {
		projectedOre: examined.length === 0 && top.examinedOre === 0 ? null : Math.round(below + above),
		upperOre: upper + top.errorOre + topUnexamined,
		unexaminedOre: upper - moneyBounds(sound, risk).upperOre + topUnexamined,
	};
}

function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}
