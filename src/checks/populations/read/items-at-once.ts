import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import { groupIntoVouchers, itemOfLine, type PurchaseItem } from "../../../ground/reading/vouchers.ts";
import { numberOf } from "./row-counts.ts";

/**
 * The items of a file while it is read for the first time, as long as the rows of each number stand together, as they do in most
 * ledgers. The first number that comes back, or row without a place, ends it: such a file is read twice.
 */
export class ItemsAtOnce {
	readonly #onItems: (items: PurchaseItem[]) => Promise<void>;
	#lines: PurchaseLine[] = [];
	#items: PurchaseItem[] = [];
	#isWhole = true;

	constructor(onItems: (items: PurchaseItem[]) => Promise<void>) {
		this.#onItems = onItems;
	}

	/** False when items have been left out: those that were given are then of no use. */
	get isWhole(): boolean {
		return this.#isWhole;
	}

	/** The next line, under its unit's one name; `isFirst` is true for the first of its number. */
	add(line: PurchaseLine, isFirst: boolean): void {
		if (!this.#isWhole) return;
		const last = this.#lines.at(-1);
		const goesOn = !isFirst && last !== undefined && numberOf(line) === numberOf(last);
		if (isFirst) this.#close();
		if (isFirst || goesOn) this.#lines.push(line);
		else this.giveUp();
	}

	giveUp(): void {
		this.#isWhole = false;
		this.#lines = [];
		this.#items = [];
	}

	async give(): Promise<void> {
		const items = this.#items;
		this.#items = [];
		if (items.length > 0) await this.#onItems(items);
	}

	/** To be called after the last line. */
	async finish(): Promise<void> {
		this.#close();
		await this.give();
	}

	#close(): void {
		const lines = this.#lines;
		if (lines.length === 1) this.#items.push(itemOfLine(lines[0]!));
		else if (lines.length > 1) this.#items.push(...groupIntoVouchers(lines));
		this.#lines = [];
	}
}
