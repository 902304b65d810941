import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import type { RefusedItem } from "../../../ground/reading/split-rows.ts";
import { hashOf, invoiceSupplierOf } from "./row-counts.ts";

/** What a key has in the place of a year that could not be read. */
const ANY_YEAR = "*";

/**
 * The items of which a row has been refused. The whole of such an item is refused: its rest could lie under a limit that the whole
 * does not. Remembered by a hash of 53 bits with the refused row's line; two numbers that met by chance would only refuse one
 * item too many, in sight of the controller.
 */
export class CondemnedItems {
	readonly #lines = new Map<number, number>();

	add(item: RefusedItem, line: number): void {
		const hash = hashOf(keyOf(item, item.year ?? ANY_YEAR));
		if (!this.#lines.has(hash)) this.#lines.set(hash, line);
	}

	get isEmpty(): boolean {
		return this.#lines.size === 0;
	}

	/** The refused line that takes the item of this one with it, or undefined. */
	lineFor(line: PurchaseLine): number | undefined {
		if (this.#lines.size === 0) return undefined;
		const item = itemOf(line);
		return this.#lines.get(hashOf(keyOf(item, line.year))) ?? this.#lines.get(hashOf(keyOf(item, ANY_YEAR)));
	}
}

/** The item that an understood line belongs to. */
export function itemOf(line: PurchaseLine): RefusedItem {
	const { company, series, number, year } = line;
	return { company: company ?? "", series: series ?? "", number, year, supplier: invoiceSupplierOf(line) };
}

function keyOf({ company, series, number, supplier }: RefusedItem, year: number | string): string {
	return [company, series, year, number, supplier].map((part) => String(part).normalize("NFC")).join("\u0000");
}
