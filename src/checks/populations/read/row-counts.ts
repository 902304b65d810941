import type { PurchaseLine } from "../../../ground/reading/purchase-line.ts";

/**
 * How many rows of a file share a number (voucher, order, or one supplier's invoice). A number is remembered by a hash of 53 bits, so a
 * million of them take some 60 MB and no text of the file stays in memory; two numbers that met by chance would only wait for
 * each other's rows.
 */
export class RowCounts {
	readonly #counts = new Map<number, number>();

	add(line: PurchaseLine): void {
		const hash = hashOf(numberOf(line));
		this.#counts.set(hash, (this.#counts.get(hash) ?? 0) + 1);
	}

	of(line: PurchaseLine): number {
		return this.#counts.get(hashOf(numberOf(line))) ?? 0;
	}
}

/** What all rows of one number share, as one text. */
export function numberOf(line: PurchaseLine): string {
	return [line.company ?? "", line.series ?? "", line.year, line.number, invoiceSupplierOf(line)]
		.map((part) => String(part).normalize("NFC"))
		.join("\u0000");
}

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
