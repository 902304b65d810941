import { accountClass } from "./account-classes.ts";
import type { PlacedItem } from "./placed-item.ts";

/** So many of something, and their sum. */
export interface Counted {
	name: string;
	n: number;
	sum_ore: number;
}

/** What the costs of a file are, for showing before anything is frozen. */
export interface CostsShown {
	/** Left out of the frame, by why. */
	excluded: Counted[];
	/** In the frame, credited or over the limit, by class of account and by series. */
	classes: Counted[];
	series: Counted[];
	without_supplier: { n: number; sum_ore: number };
}

/** Series and classes beyond these are added up as one. */
const MOST = 40;

/** Counts items as they are placed. */
export class CostCounts {
	readonly #excluded = new Map<string, Counted>();
	readonly #classes = new Map<string, Counted>();
	readonly #series = new Map<string, Counted>();
	readonly #withoutSupplier = { n: 0, sum_ore: 0 };

	add({ item, place, why }: PlacedItem): void {
		const { amount_ore, description, series } = item;
		if (place === "not_purchase") addTo(this.#excluded, why ?? "", amount_ore);
		if (place !== "frame" && place !== "credit_note" && place !== "over_limit") return;
		addTo(this.#classes, accountClass(description.account), amount_ore);
		addTo(this.#series, series, amount_ore);
		if (description.supplier_no === null && description.supplier_name === null && description.org_no === null) {
			this.#withoutSupplier.n += 1;
			this.#withoutSupplier.sum_ore += amount_ore;
		}
	}

	shown(): CostsShown {
		const sorted = (map: Map<string, Counted>) => [...map.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
		return {
			excluded: sorted(this.#excluded),
			classes: sorted(this.#classes),
			series: sorted(this.#series),
			without_supplier: this.#withoutSupplier,
		};
	}
}

function addTo(map: Map<string, Counted>, name: string, ore: number): void {
	const key = map.has(name) || map.size < MOST ? name : "Övriga";
	const counted = map.get(key) ?? { name: key, n: 0, sum_ore: 0 };
	counted.n += 1;
	counted.sum_ore += ore;
	map.set(key, counted);
}
