/**
 * What money-unit samples of several periods show together, in öre (ISA 530 app. 4; Stringer 1963; de Jager et al. 1997). Each
 * period has its own interval; where they are the same this is the Stringer bound itself. Overstatements only: understatements are
 * evaluated by another call, and the two are never netted.
 */
import { stringer } from "./stringer.ts";

/** One period's draw below the top stratum. Each drawn öre has the share of its item that is wrong. */
export type MoneyStratum = {
	/** What was drawn from. */
	ore: number;
	/** One share, 0–1, per drawn öre. */
	taints: readonly number[];
	/** Drawn öre whose item has not been examined: wholly wrong in the upper limit, right in the lower. */
	unexamined: number;
};

export type MoneyBounds = { lowerOre: number; upperOre: number };

/**
 * The least and the most that can be wrong, each one-sided at `risk`. The upper Stringer share of all drawn öre together bounds
 * Σ m·(share wrong); it is laid where an öre stands for the most kronor, as in the bound for strata of items. The lower limit is
 * the same bound on what is right, seen from the other side. Whole öre, the upper rounded up and the lower down.
 * Throws RangeError for a share outside [0, 1] or a risk outside (0, 1).
 */
export function moneyBounds(strata: readonly MoneyStratum[], risk: number): MoneyBounds {
	const drawn = strata.filter((stratum) => stratum.taints.length + stratum.unexamined > 0);
	const total = strata.reduce((sum, stratum) => sum + stratum.ore, 0);
	const undrawn = strata.reduce((sum, one) => sum + (drawn.includes(one) ? 0 : one.ore), 0);
	const n = drawn.reduce((sum, stratum) => sum + stratum.taints.length + stratum.unexamined, 0);
	if (n === 0) return { lowerOre: 0, upperOre: total };
	const unexamined = drawn.reduce((sum, stratum) => sum + stratum.unexamined, 0);
	const taints = drawn.flatMap((stratum) => stratum.taints);
	const wrong = stringer([...taints, ...Array<number>(unexamined).fill(1)], n, risk, "binomial");
	const right = stringer(
		[...taints.map((taint) => 1 - taint), ...Array<number>(unexamined).fill(1)],
		n,
		risk,
		"binomial",
	);
	const upper = Math.ceil(worst(drawn, n * wrong) - 1e-6);
	const lower = Math.floor(total - undrawn - worst(drawn, n * right) + 1e-6);
	return { lowerOre: Math.max(0, lower), upperOre: Math.min(total, undrawn + upper) };
}

/** The most öre when the shares sum to `expected` over all drawn öre: where the interval is longest first. */
function worst(strata: readonly MoneyStratum[], expected: number): number {
	const points = (stratum: MoneyStratum) => stratum.taints.length + stratum.unexamined;
	let left = expected;
	let ore = 0;
	for (const stratum of [...strata].sort((a, b) => b.ore / points(b) - a.ore / points(a))) {
		const m = points(stratum);
		if (left < m) return ore + (left * stratum.ore) / m;
		ore += stratum.ore;
		left -= m;
	}
	return ore;
}
