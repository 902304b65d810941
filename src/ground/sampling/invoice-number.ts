const PLAIN = /^[1-9]\d*$/;

/**
 * An invoice number as it is compared: NFKC, upper case, only 0–9 and A–Ö (É too) kept, a leading word for "invoice" before a
 * digit dropped, then leading zeros. "Faktura nr. 0123" → "123", "0000" → "0", no usable character → "". Never throws.
 */
export function normalisedInvoiceNo(raw: string): string {
	// most numbers are just digits, and a million of them are looked at
	if (PLAIN.test(raw)) return raw;
	return raw
		.normalize("NFKC")
		.toUpperCase()
		.replace(/[^0-9A-ZÀ-Ö]/g, "")
		.replace(/^(?:FAKTURANUMMER|FAKTURANR|FAKTURA|FAKT|INVOICE|INV)(?=\d)/, "")
		.replace(/^0+(?=.)/, "");
}

/**
 * True when one insertion, deletion, substitution or swap of neighbours makes `a` into `b`, or they are equal: optimal
 * string alignment distance ≤ 1 (Damerau 1964). O(length).
 */
export function isWithinOneEdit(a: string, b: string): boolean {
	if (Math.abs(a.length - b.length) > 1) return false;
	let i = 0;
	while (i < a.length && i < b.length && a[i] === b[i]) i++;
	if (a.length > b.length) return a.slice(i + 1) === b.slice(i);
	if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
	if (a.slice(i + 1) === b.slice(i + 1)) return true;
	return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}
