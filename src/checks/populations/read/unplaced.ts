import { inCodeOrder } from "../../../ground/code-order.ts";
import { detached } from "../../../ground/reading/detached.ts";
import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";

/** The rows of one code that no unit has, or of no code at all. */
export interface UnplacedUnit {
	unit_code: string | null;
	unit_name: string | null;
	rows: number;
	sumOre: number;
}

/** Counts rows that have no place among the units, by code. */
export class Unplaced {
	readonly #units = new Map<string | null, UnplacedUnit>();

	add({ unit_code, unit_name, amount_ore }: PurchaseLine): void {
		let unit = this.#units.get(unit_code);
		if (!unit) {
			const code = unit_code && detached(unit_code);
			unit = { unit_code: code, unit_name: unit_name && detached(unit_name), rows: 0, sumOre: 0 };
			this.#units.set(code, unit);
		}
		unit.rows += 1;
		unit.sumOre += amount_ore;
	}

	units(): UnplacedUnit[] {
		return [...this.#units.values()].sort((a, b) => inCodeOrder(a.unit_code ?? "", b.unit_code ?? ""));
	}
}
