/** When a difference has to be explained: it exceeds both the share and the sum. */
export interface Marks {
	percent: number;
	ore: number;
}

/** What the first file of a region is marked by; later files propose the marks of the latest. */
export const FIRST_MARKS: Marks = { percent: 10, ore: 1_000_000 };

interface Amounts {
	amount_ore: number;
	/** Null: unknown, and not compared. */
	last_year_ore: number | null;
	budget_ore: number | null;
}

/** True for a row to comment: the month differs from the same month last year, or from its budget, by more than both marks. */
export function isMarked({ amount_ore, last_year_ore, budget_ore }: Amounts, marks: Marks): boolean {
	return [last_year_ore, budget_ore].some((other) => other !== null && differs(amount_ore, other, marks));
}

/** Integers throughout: |a − b| against p % of |b|, so that no rounding decides. Anything is an infinite share of nothing. */
function differs(amountOre: number, otherOre: number, { percent, ore }: Marks): boolean {
	const difference = BigInt(Math.abs(amountOre - otherOre));
	return difference >= BigInt(ore) && difference * 100n > BigInt(Math.abs(otherOre)) * BigInt(percent);
}
