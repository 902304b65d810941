import { detached } from "../../../ground/reading/detached.ts";
import type { CountedFrame } from "../../../ground/write/frozen-terms.ts";
import { accountClass } from "./account-classes.ts";
import type { PlacedItem } from "./placed-item.ts";

type Sized = CountedFrame["outside"][number];
/** So many of something and their sum, within what the control takes and outside it. */
export type Counted = CountedFrame["accounts"][number];

/** What the costs of a file are, for showing before anything is frozen. Of the suppliers the largest, and the rest as one. */
export interface CostsShown extends CountedFrame {
	suppliers: Counted[];
}

/** Series, classes and document kinds beyond these are added up as one; so are suppliers when they are shown. */
const MOST = 40;
const MOST_SUPPLIERS = 20;
/** More suppliers than any region has: what comes after them is added up, so that no file fills the memory. */
const KEPT_SUPPLIERS = 100_000;

/** Counts items as they are placed. */
export class CostCounts {
	readonly #outside = new Map<string, Sized>();
	readonly #accounts = new Counts(MOST);
	readonly #series = new Counts(MOST);
	readonly #kinds = new Counts(MOST);
	readonly #suppliers = new Counts(KEPT_SUPPLIERS);
	readonly #withoutSupplier = { n: 0, sum_ore: 0 };

	add({ item, place, why }: PlacedItem): void {
		const { amount_ore, description, series, document_kind } = item;
		const isOut = place === "not_purchase";
		if (isOut) addTo(this.#outside, why ?? "", amount_ore);
		else if (place !== "frame" && place !== "credit_note" && place !== "over_limit") return;
		const supplier = description.supplier_name ?? description.supplier_no ?? description.org_no;
		this.#accounts.add(accountClass(description.account), amount_ore, isOut);
		this.#series.add(series, amount_ore, isOut);
		this.#kinds.add(document_kind ?? "", amount_ore, isOut);
		this.#suppliers.add(supplier ?? "", amount_ore, isOut);
		if (supplier !== null || isOut) return;
		this.#withoutSupplier.n += 1;
		this.#withoutSupplier.sum_ore += amount_ore;
	}

	shown(): CostsShown {
		return {
			outside: [...this.#outside.values()].sort(byName),
			accounts: this.#accounts.all(),
			series: this.#series.all(),
			document_kinds: this.#kinds.all(),
			suppliers: this.#suppliers.largest(MOST_SUPPLIERS),
			supplier_count: this.#suppliers.count,
			without_supplier: this.#withoutSupplier,
		};
	}
}

/**
 * What is written with a freeze. The suppliers' names are not: a sole trader's is personal data, and what a freeze says stands in the
 * trail for ever. The lines of the file have them, for as long as they are kept.
 */
export function countedFrame({ suppliers: _names, ...counted }: CostsShown): CountedFrame {
	return counted;
}

/** Counts by name; names beyond the most are one. */
class Counts {
	readonly #most: number;
	readonly #counted = new Map<string, Counted>();
	/** Most rows are of the same kind as the row before. */
	#last: { name: string; counted: Counted } | undefined;

	constructor(most: number) {
		this.#most = most;
	}

	/** Different names, the empty one left out. */
	get count(): number {
		return this.#counted.size - (this.#counted.has("") ? 1 : 0);
	}

	add(name: string, ore: number, isOut: boolean): void {
		if (this.#last?.name !== name) this.#last = { name, counted: this.#of(name) };
		const { counted } = this.#last;
		if (isOut) {
			counted.out_n += 1;
			counted.out_ore += ore;
		} else {
			counted.n += 1;
			counted.sum_ore += ore;
		}
	}

	#of(name: string): Counted {
		const known = this.#counted.get(name);
		if (known) return known;
		// a name that is cut out of the file would keep a piece of it in memory
		const key = this.#counted.size < this.#most ? detached(name) : OTHERS;
		const counted = this.#counted.get(key) ?? none(key);
		this.#counted.set(key, counted);
		return counted;
	}

	all(): Counted[] {
		return [...this.#counted.values()].sort(byName);
	}

	/** The largest by what they come to, and the rest added up. */
	largest(most: number): Counted[] {
		const size = (one: Counted) => Math.abs(one.sum_ore) + Math.abs(one.out_ore);
		const sorted = this.all().sort((a, b) => size(b) - size(a));
		if (sorted.length <= most) return sorted;
		const rest = none(OTHERS);
		for (const one of sorted.slice(most)) {
			rest.n += one.n;
			rest.sum_ore += one.sum_ore;
			rest.out_n += one.out_n;
			rest.out_ore += one.out_ore;
		}
		return [...sorted.slice(0, most), rest];
	}
}

const OTHERS = "Övriga";

function none(name: string): Counted {
	return { name, n: 0, sum_ore: 0, out_n: 0, out_ore: 0 };
}

function byName(a: { name: string }, b: { name: string }): number {
	return a.name < b.name ? -1 : 1;
}

function addTo(map: Map<string, Sized>, name: string, ore: number): void {
	const key = map.has(name) || map.size < MOST ? name : OTHERS;
	const counted = map.get(key) ?? { name: key, n: 0, sum_ore: 0 };
	map.set(key, counted);
	counted.n += 1;
	counted.sum_ore += ore;
}
