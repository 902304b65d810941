import { compound, dayOf, groupBy, type LedgerLine } from "./ledger-line.ts";

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

type Dated = Purchase & { day: number };
type Window = { from: number; to: number; sum: number };

/**
 * Order splitting: within each (actor, supplier), lines with 0 < amount < limit that sum to the limit or more within
 * `windowDays` inclusive calendar days (dates at most windowDays − 1 apart), at least `minLines` (2) of them. Overlapping
 * qualifying windows merge into one cluster. A hit is a question, not an error. Lines without actor or supplier are passed
 * by. O(m log m). In order of actor, supplier, date. Throws RangeError for an impossible rule, date or amount.
 */
export function findSplits(purchases: readonly Purchase[], rule: SplitRule): SplitCluster[] {
	return clusters(purchases, rule, (p) => (p.actor === "" ? null : p.actor));
}

/** The second pass: per supplier over all actors and units, for splitting between people. Otherwise as `findSplits`. */
export function findSplitsAcrossActors(purchases: readonly Purchase[], rule: SplitRule): SplitCluster[] {
	return clusters(purchases, rule, () => "").map((cluster) => ({ ...cluster, actor: null }));
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
	rule: SplitRule,
	actorOf: (purchase: Purchase) => string | null,
): SplitCluster[] {
	const { limitOre, windowDays, minLines = 2 } = rule;
	for (const number of [limitOre, windowDays, minLines]) {
		if (!Number.isSafeInteger(number) || number < 1)
			throw new RangeError("Gräns, dagar och antal ska vara heltal från 1.");
	}
	const small = purchases.filter(({ id, amountOre }) => {
		if (!Number.isSafeInteger(amountOre)) throw new RangeError(`Beloppet för ${id} är inte hela ören.`);
		return amountOre > 0 && amountOre < limitOre;
	});
	const groups = groupBy(small, (purchase) => {
		const actor = actorOf(purchase);
		return actor === null || purchase.supplier === "" ? null : compound(actor, purchase.supplier);
	});
	const found = [...groups.values()].flatMap((group) => {
		const lines = group.map((line) => ({ ...line, day: dayOf(line.date) }));
		lines.sort((a, b) => a.day - b.day || order(a.id, b.id));
		return merge(lines, qualifyingWindows(lines, { limitOre, windowDays, minLines }));
	});
	return found.sort(
		(a, b) => order(a.actor!, b.actor!) || order(a.supplier, b.supplier) || order(a.firstDate, b.firstDate),
	);
}

/** For each line as the last one, the longest window that fits; kept when it has enough lines and money. Two pointers. */
function qualifyingWindows(lines: readonly Dated[], rule: Required<SplitRule>): Window[] {
	const windows: Window[] = [];
	let from = 0;
	let sum = 0;
	for (const [to, line] of lines.entries()) {
		sum += line.amountOre;
		while (line.day - lines[from]!.day >= rule.windowDays) sum -= lines[from++]!.amountOre;
		if (to - from + 1 >= rule.minLines && sum >= rule.limitOre) windows.push({ from, to, sum });
	}
	return windows;
}

/** Windows sharing a line become one cluster. They come in order, so only the last cluster can be extended. */
function merge(lines: readonly Dated[], windows: readonly Window[]): SplitCluster[] {
	const spans: (Window & { peak: Window })[] = [];
	for (const window of windows) {
		const last = spans.at(-1);
		if (last === undefined || window.from > last.to) spans.push({ ...window, peak: window });
		else {
			last.to = window.to;
			if (window.sum > last.peak.sum) last.peak = window;
		}
	}
	return spans.map(({ from, to, peak }) => {
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
	});
}

function order(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
