import { inCodeOrder } from "../code-order.ts";
import { dayOf, groupRepeated, type LedgerLine } from "./ledger-line.ts";

/** A purchase as order splitting reads it. `supplier` = organisation number; öre; YYYY-MM-DD. */
export type Purchase = { id: string; actor: string; supplier: string; date: string; amountOre: number };

/**
 * Purchases that together reach the limit within the window. `ids` in date order; the peak is the window with the
 * largest sum, the earliest when several are equal. `actor` is null when the pass is per supplier over all units.
 */
export type SplitCluster = {
	actor: string | null;
	supplier: string;
	ids: string[];
	totalOre: number;
	firstDate: string;
	lastDate: string;
	peakWindowOre: number;
	peakIds: string[];
};

export type SplitRule = { limitOre: number; windowDays: number; minLines?: number };

type Span = { from: number; to: number; peak: { from: number; to: number; sum: number } };

/**
 * Order splitting: within each (actor, supplier), lines with 0 < amount < limit that sum to the limit or more within
 * `windowDays` inclusive calendar days (dates at most windowDays − 1 apart), at least `minLines` (2) of them. Overlapping
 * qualifying windows merge into one cluster. A hit is a question, not an error. Lines without actor or supplier are passed
 * by. O(m log m). In order of actor, supplier, date. Throws RangeError for an impossible rule, date or amount.
 */
export function findSplits(purchases: readonly Purchase[], rule: SplitRule): SplitCluster[] {
	return findSplitsWithin(purchases, [rule])[0]!;
}

/** `findSplits` for several rules at once: the lines are grouped and sorted once. One list of clusters per rule. */
export function findSplitsWithin(purchases: readonly Purchase[], rules: readonly SplitRule[]): SplitCluster[][] {
	const bySupplier = (group: readonly Purchase[]) => groupRepeated(group, (p) => p.supplier || null);
	return clusters(purchases, rules, (small) => groupRepeated(small, (p) => p.actor || null).flatMap(bySupplier));
}

/** The second pass: per supplier over all actors and units, for splitting between people. Otherwise as `findSplits`. */
export function findSplitsAcrossActors(purchases: readonly Purchase[], rule: SplitRule): SplitCluster[] {
	return findSplitsAcrossWithin(purchases, [rule])[0]!;
}

/** `findSplitsAcrossActors` for several rules at once. */
export function findSplitsAcrossWithin(purchases: readonly Purchase[], rules: readonly SplitRule[]): SplitCluster[][] {
	return clusters(purchases, rules, (small) => groupRepeated(small, (p) => p.supplier || null)).map((found) =>
		found.map((cluster) => ({ ...cluster, actor: null })).sort(bySupplierAndDate),
	);
}

/** Ledger lines as purchases; the actor is the requisitioner. */
export function purchasesFrom(lines: readonly LedgerLine[]): Purchase[] {
	return lines.map((line) => ({
		id: line.id,
		actor: line.requisitioner,
		supplier: line.supplier_no,
		date: line.booking_date,
		amountOre: line.amount_ore,
	}));
}

function clusters(
	purchases: readonly Purchase[],
	rules: readonly SplitRule[],
	groupsOf: (small: readonly Purchase[]) => Purchase[][],
): SplitCluster[][] {
	const complete = rules.map((rule) => ({ minLines: 2, ...rule }));
	for (const rule of complete) requireRule(rule);
	const largest = Math.max(0, ...complete.map((rule) => rule.limitOre));
	const small = purchases.filter(({ id, amountOre, date }) => {
		if (!Number.isSafeInteger(amountOre)) throw new RangeError(`Beloppet för ${id} är inte hela ören.`);
		dayOf(date);
		return amountOre > 0 && amountOre < largest;
	});
	// The list is sorted by id once; every group then keeps that order within a day.
	small.sort((a, b) => inCodeOrder(a.id, b.id));
	const found: SplitCluster[][] = rules.map(() => []);
	for (const group of groupsOf(small)) {
		const possible = complete.filter((rule) => isPossible(group, rule));
		if (possible.length === 0) continue;
		const lines = inDateOrder(group);
		for (const [index, rule] of complete.entries()) {
			if (!possible.includes(rule)) continue;
			const own = rule.limitOre === largest ? lines : lines.filter((line) => line.amountOre < rule.limitOre);
			for (const span of spansOf(own, rule)) found[index]!.push(clusterOf(own, span));
		}
	}
	for (const list of found) list.sort((a, b) => inCodeOrder(a.actor!, b.actor!) || bySupplierAndDate(a, b));
	return found;
}

const PLACES = 2 ** 24;
/** A number large enough to make the day number of every date positive. */
const EPOCH = 1_000_000;

/** Sorted by day, those of a day in the order given: day and place packed in one number, sorted natively. */
function inDateOrder(group: readonly Purchase[]): Purchase[] {
	const packed = new Float64Array(group.length);
	for (const [place, { date }] of group.entries()) packed[place] = (dayOf(date) + EPOCH) * PLACES + place;
	packed.sort();
	return Array.from(packed, (number) => group[number % PLACES]!);
}

function requireRule({ limitOre, windowDays, minLines }: Required<SplitRule>): void {
	for (const number of [limitOre, windowDays, minLines]) {
		if (!Number.isSafeInteger(number) || number < 1)
			throw new RangeError("Gräns, dagar och antal ska vara heltal från 1.");
	}
}

/** False for most groups: a line or two that never reach the limit, whatever their dates. */
function isPossible(group: readonly Purchase[], rule: Required<SplitRule>): boolean {
	if (group.length < rule.minLines) return false;
	let sum = 0;
	for (const { amountOre } of group) if (amountOre < rule.limitOre) sum += amountOre;
	return sum >= rule.limitOre;
}

function bySupplierAndDate(a: SplitCluster, b: SplitCluster): number {
	return inCodeOrder(a.supplier, b.supplier) || inCodeOrder(a.firstDate, b.firstDate);
}

/**
 * For each line as the last one, the longest window that fits; it qualifies when it has enough lines and money. Two pointers.
 * Windows sharing a line become one span. They come in order, so only the last span can be extended.
 */
function spansOf(lines: readonly Purchase[], rule: Required<SplitRule>): Span[] {
	const days = lines.map((line) => dayOf(line.date));
	const spans: Span[] = [];
	let from = 0;
	let sum = 0;
	for (const [to, line] of lines.entries()) {
		sum += line.amountOre;
		while (days[to]! - days[from]! >= rule.windowDays) sum -= lines[from++]!.amountOre;
		if (to - from + 1 < rule.minLines || sum < rule.limitOre) continue;
		const last = spans.at(-1);
		if (last === undefined || from > last.to) spans.push({ from, to, peak: { from, to, sum } });
		else {
			last.to = to;
			if (sum > last.peak.sum) last.peak = { from, to, sum };
		}
	}
	return spans;
}

function clusterOf(lines: readonly Purchase[], { from, to, peak }: Span): SplitCluster {
	const inside = lines.slice(from, to + 1);
	return {
		actor: inside[0]!.actor,
		supplier: inside[0]!.supplier,
		ids: inside.map((line) => line.id),
		totalOre: inside.reduce((sum, line) => sum + line.amountOre, 0),
		firstDate: inside[0]!.date,
		lastDate: inside.at(-1)!.date,
		peakWindowOre: peak.sum,
		peakIds: lines.slice(peak.from, peak.to + 1).map((line) => line.id),
	};
}
