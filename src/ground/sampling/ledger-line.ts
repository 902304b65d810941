import { inCodeOrder } from "../code-order.ts";

/**
 * A posting or invoice line as the rules over the whole population read it: field names as in the database row. Amounts
 * in whole öre (negative = credit), dates YYYY-MM-DD, `registered_at` local time "YYYY-MM-DDTHH:MM" or "YYYY-MM-DD HH:MM".
 * Empty text = not known: a rule that needs the field passes the line by.
 */
export type LedgerLine = {
	id: string;
	key: string;
	unit_id: string;
	supplier_no: string;
	supplier_name: string;
	invoice_no: string;
	/** Cost account (konto). */
	account: string;
	amount_ore: number;
	booking_date: string;
	registered_at: string;
	requisitioner: string;
	receipt_approver: string;
	approver: string;
	/** Where the supplier is paid (bankgiro, plusgiro, IBAN), when the file says. */
	payee_account?: string | null;
	/** Invoice number that this credit takes back. */
	credits_invoice_no?: string | null;
	/** Agreement the purchase refers to; empty = outside agreement. */
	agreement_no?: string | null;
};

const DATE = /^(\d{4})-(\d{2})-(\d{2})/;

/** Days already computed by date text: a million lines hold only some thousand different dates. */
const KNOWN_DAYS = new Map<string, number>();
const MOST_KNOWN = 20_000;

/** Days since 1970-01-01 of a date or the date part of a time. Throws RangeError for a text that is no calendar date. */
export function dayOf(date: string): number {
	const known = KNOWN_DAYS.get(date);
	if (known !== undefined) return known;
	const day = readDay(date);
	if (KNOWN_DAYS.size >= MOST_KNOWN) KNOWN_DAYS.clear();
	KNOWN_DAYS.set(date, day);
	return day;
}

function readDay(date: string): number {
	const match = DATE.exec(date);
	const [year, month, day] = match ? [Number(match[1]), Number(match[2]), Number(match[3])] : [0, 0, 0];
	const time = Date.UTC(year, month - 1, day);
	const read = new Date(time);
	if (match === null || read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day) {
		throw new RangeError(`"${date.slice(0, 20)}" är inte ett datum.`);
	}
	return time / 86_400_000;
}

export function byDate(lines: readonly LedgerLine[]): LedgerLine[] {
	return [...lines].sort((a, b) => inCodeOrder(a.booking_date, b.booking_date));
}

/** Groups in order of first appearance; a null key leaves the element out. */
export function groupBy<T>(list: readonly T[], keyOf: (element: T) => string | null): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const element of list) {
		const key = keyOf(element);
		if (key === null) continue;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [element]);
		else group.push(element);
	}
	return groups;
}

/** Groups of at least two, in order of first appearance; a null key leaves the element out. Most keys occur once, and cost no list. */
export function groupRepeated<T extends object>(
	list: readonly T[],
	keyOf: (element: T) => string | number | null,
): T[][] {
	const first = new Map<string | number, T | T[]>();
	for (const element of list) {
		const key = keyOf(element);
		if (key === null) continue;
		const known = first.get(key);
		if (known === undefined) first.set(key, element);
		else if (Array.isArray(known)) known.push(element);
		else first.set(key, [known, element]);
	}
	return [...first.values()].filter((group) => Array.isArray(group));
}

/** One grouping key of several texts that cannot run together: each is preceded by its length. */
export function compound(...parts: readonly (string | number)[]): string {
	let key = "";
	for (const part of parts) {
		const text = typeof part === "string" ? part : String(part);
		key += `${text.length}:${text}`;
	}
	return key;
}
