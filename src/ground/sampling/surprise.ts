/**
 * How surprising a split is, to put the questions in order: never a probability to be shown, since the window was chosen after looking.
 */
import { compound, dayOf } from "./ledger-line.ts";
import { logPoissonUpperTail } from "./log-cdf.ts";
import type { Purchase, SplitCluster } from "./splitting.ts";

/** `count` purchases in `days` days, where `expected` were; the smaller `logKey` (log10), the more surprising. */
export type Surprise = { count: number; days: number; expected: number; logKey: number };

const YEAR = 365;
/** The supplier's purchases are spread over at least this many days, since a few days cannot stand for a year. */
const LEAST_DAYS = 30;
/**
 * Taken off `logKey` when most of the purchases are half the limit or more: two of those make a split, while many small ones
 * are more often just many.
 */
const HALF_LIMIT_FACTOR = 2;

/** Sorted days of purchases, by some key. */
class Days {
	private readonly lists = new Map<string, number[]>();
	private readonly sorted = new Set<string>();

	add(key: string, day: number): void {
		const list = this.lists.get(key);
		if (list === undefined) this.lists.set(key, [day]);
		else list.push(day);
	}

	/** How many from the first day to the last, both included. */
	count(key: string, first: number, last: number): number {
		const list = this.lists.get(key);
		if (list === undefined) return 0;
		if (!this.sorted.has(key)) {
			list.sort((a, b) => a - b);
			this.sorted.add(key);
		}
		return firstAfter(list, last) - firstAfter(list, first - 1);
	}
}

function firstAfter(list: readonly number[], day: number): number {
	let [from, to] = [0, list.length];
	while (from < to) {
		const middle = (from + to) >> 1;
		if (list[middle]! > day) to = middle;
		else from = middle + 1;
	}
	return from;
}

/**
 * Measures clusters against these purchases (all small ones, also those without a supplier). The peak window is what surprises. What
 * was to be expected in it: with an actor the larger of the actor's small purchases × the supplier's share of all small ones and the
 * pair's own purchases outside the window; without one (over units) the supplier's own outside it, at least one a year. All are
 * counted over the twelve months up to the window, moved later where the ledger begins.
 */
export function surpriseIn(purchases: readonly Purchase[], limitOre: number): (cluster: SplitCluster) => Surprise {
	const [actors, suppliers, pairs, all] = [new Days(), new Days(), new Days(), new Days()];
	const known = new Map<string, Purchase>();
	let [begins, ends] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const purchase of purchases) {
		const { id, actor, supplier, date, amountOre } = purchase;
		if (amountOre <= 0 || amountOre >= limitOre) continue;
		const day = dayOf(date);
		begins = Math.min(begins, day);
		ends = Math.max(ends, day);
		all.add("", day);
		if (actor !== "") actors.add(actor, day);
		if (supplier !== "") suppliers.add(supplier, day);
		if (actor !== "" && supplier !== "") pairs.add(compound(actor, supplier), day);
		known.set(id, purchase);
	}
	return ({ actor, supplier, peakIds }) => {
		const peak = peakIds.map((id) => known.get(id)!);
		const first = dayOf(peak[0]!.date);
		const last = dayOf(peak.at(-1)!.date);
		const start = Math.max(begins, last - YEAR + 1);
		const end = Math.max(last, Math.min(ends, start + YEAR - 1));
		const outside = (days: Days, key: string) => days.count(key, start, end) - days.count(key, first, last);
		const yearly =
			actor === null
				? Math.max(1, outside(suppliers, supplier))
				: Math.max(
						(actors.count(actor, start, end) * suppliers.count(supplier, start, end)) / all.count("", start, end),
						outside(pairs, compound(actor, supplier)),
					);
		const days = last - first + 1;
		const expected = (yearly * days) / Math.max(LEAST_DAYS, end - start + 1);
		const large = peak.filter((purchase) => purchase.amountOre * 2 >= limitOre).length;
		const logKey = logPoissonUpperTail(peak.length, expected) / Math.LN10;
		return { count: peak.length, days, expected, logKey: logKey - (large * 2 > peak.length ? HALF_LIMIT_FACTOR : 0) };
	};
}

/** True when so many are more than the supplier's own year explains; the factor for large purchases aside. */
export function isAboveOwnRate({ count, expected }: Pick<Surprise, "count" | "expected">): boolean {
	return logPoissonUpperTail(count, expected) <= Math.log(ABOVE_OWN_RATE);
}

const ABOVE_OWN_RATE = 0.01;
