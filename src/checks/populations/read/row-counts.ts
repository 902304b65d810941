import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";
import { FIRST_ROOM, isFull, roomFor } from "../../../ground/reading/table-room.ts";

/** The most that a count in the table says: beyond it the number has another count, in a map. */
const MOST = 255;

/**
 * How many rows of a file share a number (voucher, order, or one supplier's invoice). A number is remembered by a hash of 53 bits
 * in a table of plain numbers, some 13 bytes each, so no text of the file stays in memory; two numbers that met by chance would
 * only wait for each other's rows.
 */
export class RowCounts {
	#hashes = new Float64Array(FIRST_ROOM);
	#counts = new Uint8Array(FIRST_ROOM);
	/** Rows beyond `MOST`, by the hash of their number. */
	readonly #beyond = new Map<number, number>();
	#different = 0;

	/** True for the first row of its number. `part`: how much of the file has been read, from 0 to 1, when that is known. */
	add(line: PurchaseLine, part: number | null = null): boolean {
		if (isFull(this.#different, this.#counts.length)) this.#grow(roomFor(this.#different, part));
		const hash = hashOf(numberOf(line));
		const slot = this.#slotOf(hash);
		const isFirst = this.#counts[slot] === 0;
		if (isFirst) this.#different += 1;
		this.#hashes[slot] = hash;
		if (this.#counts[slot] === MOST) this.#beyond.set(hash, (this.#beyond.get(hash) ?? 0) + 1);
		else this.#counts[slot]! += 1;
		return isFirst;
	}

	of(line: PurchaseLine): number {
		const hash = hashOf(numberOf(line));
		const count = this.#counts[this.#slotOf(hash)]!;
		return count === MOST ? count + (this.#beyond.get(hash) ?? 0) : count;
	}

	/** Where the hash stands, or the free place where it would. */
	#slotOf(hash: number): number {
		const size = this.#counts.length;
		let slot = (hash >>> 0) % size;
		while (this.#counts[slot] !== 0 && this.#hashes[slot] !== hash) slot = slot + 1 === size ? 0 : slot + 1;
		return slot;
	}

	#grow(slots: number): void {
		const [hashes, counts] = [this.#hashes, this.#counts];
		this.#hashes = new Float64Array(slots);
		this.#counts = new Uint8Array(slots);
		for (let from = 0; from < counts.length; from += 1) {
			if (counts[from] === 0) continue;
			const slot = this.#slotOf(hashes[from]!);
			this.#hashes[slot] = hashes[from]!;
			this.#counts[slot] = counts[from]!;
		}
	}
}

/** What all rows of one number share, as one text. No letter joins with the one before it across the NUL between two parts. */
export function numberOf(line: PurchaseLine): string {
	const { company, series, year, number } = line;
	const text = `${company ?? ""}\0${series ?? ""}\0${year}\0${number}\0${invoiceSupplierOf(line)}`;
	return BEYOND_ASCII.test(text) ? text.normalize("NFC") : text;
}

const BEYOND_ASCII = /[^\0-\x7f]/;

/** Invoice numbers are the supplier's own: without a voucher number the supplier is part of what identifies a purchase. */
export function invoiceSupplierOf(line: PurchaseLine): string {
	return line.number_from === "invoice_no" ? (line.supplier_no ?? line.org_no ?? line.supplier_name ?? "") : "";
}

/** cyrb53: spreads well over 53 bits, which is what a JavaScript number holds exactly. */
export function hashOf(text: string): number {
	let a = 0xdeadbeef;
	let b = 0x41c6ce57;
	for (let i = 0; i < text.length; i += 1) {
		const code = text.charCodeAt(i);
		a = Math.imul(a ^ code, 2654435761);
		b = Math.imul(b ^ code, 1597334677);
	}
	a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
	b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
	return 4294967296 * (2097151 & b) + (a >>> 0);
}
