/** Invoices that may have been paid twice. A hit is a question, not an error. */
import { isWithinOneEdit, normalisedInvoiceNo } from "./invoice-number.ts";
import { compound, dayOf, groupBy, groupRepeated, type LedgerLine } from "./ledger-line.ts";

/** An invoice as the duplicate rules read it. `account` = where the payee is paid, "" or null = unknown. */
export type Invoice = {
	id: string;
	supplier: string;
	invoiceNo: string;
	invoiceDate: string;
	amountOre: number;
	account: string | null;
	creditsInvoiceNo: string | null;
};

export type DuplicateRule = "D1" | "D2" | "D3" | "D4" | "D5";

/** `netted` = invoices taken back by a credit, `recurring` = members of a monthly series, `pairs` in the order given. */
export type Duplicates = {
	netted: string[];
	recurring: string[];
	pairs: { rule: DuplicateRule; ids: [string, string] }[];
};

/** An invoice with its number as it is compared; `place` = where it stood in the list. */
type Read = Pick<Invoice, "supplier" | "amountOre"> & { invoice: Invoice; place: number; number: string; day: number };

const WINDOW_DAYS = 10;
/**
 * The number of following invoices that each invoice is compared with. Without it a number such as "SAKNAS" on every line would
 * give a pair for each two lines.
 */
const MOST_COMPARED = 50;
const MOST_LINES = 2 ** 26;

/**
 * D1 same supplier, number and amount · D2 same supplier and number (≥ 4), other amount · D3 other supplier, same number
 * (≥ 4) and amount, same date or payee account · D4 same supplier and amount within 10 days, numbers (≥ 5) one edit apart
 * · D5 same supplier and amount within 10 days, unless both are recurring. Only the highest rule is given for a pair.
 * In a group of equals each invoice is compared with the fifty that follow. Credits first take away one earlier invoice each and are never in a pair. Invoices
 * without a supplier are in none. Throws RangeError for a text that is no date.
 */
export function findDuplicates(invoices: readonly Invoice[]): Duplicates {
	const read = invoices.map((invoice, place): Read => {
		const { supplier, amountOre } = invoice;
		const number = normalisedInvoiceNo(invoice.invoiceNo);
		return { supplier, amountOre, invoice, place, number, day: dayOf(invoice.invoiceDate) };
	});
	const netted = nettedPlaces(read);
	// Two invoices without a supplier are counted neither as the same supplier nor as different ones.
	const left = read.filter((i) => i.amountOre > 0 && i.supplier !== "" && !netted.has(i.place));
	const bySupplier = groupRepeated(left, (i) => i.supplier);
	const bySupplierAmount = bySupplier.flatMap((group) => groupRepeated(group, (i) => i.amountOre));
	const recurring = new Set(bySupplierAmount.filter(isMonthlySeries).flatMap((series) => series.map((i) => i.place)));
	const pairs = new Pairs();
	for (const group of bySupplier) {
		for (const same of groupRepeated(group, (i) => i.number || null)) sameNumber(same, pairs);
	}
	for (const group of groupRepeated(left, (i) => (i.number.length < 4 ? null : i.number))) {
		for (const same of groupRepeated(group, (i) => i.amountOre)) otherSupplier(same, pairs);
	}
	for (const same of bySupplierAmount) nearInTime(same, recurring, pairs);
	const ids = (places: ReadonlySet<number>) => read.filter((i) => places.has(i.place)).map((i) => i.invoice.id);
	return { netted: ids(netted), recurring: ids(recurring), pairs: pairs.inOrder(read) };
}

/** Ledger lines as invoices; the booking date stands for the invoice date. */
export function invoicesFrom(lines: readonly LedgerLine[]): Invoice[] {
	return lines.map((line) => ({
		id: line.id,
		supplier: line.supplier_no,
		invoiceNo: line.invoice_no,
		invoiceDate: line.booking_date,
		amountOre: line.amount_ore,
		account: line.payee_account ?? null,
		creditsInvoiceNo: line.credits_invoice_no ?? null,
	}));
}

/**
 * The places of invoices that a credit takes back: same supplier and amount, the number it names if it names one, not
 * later than the credit, the earliest first. Both queues are in date order, so what is passed is never looked at again.
 */
function nettedPlaces(read: readonly Read[]): Set<number> {
	const netted = new Set<number>();
	const credits = read.filter((invoice) => invoice.amountOre < 0 && invoice.supplier !== "");
	if (credits.length === 0) return netted;
	const wanted = new Set(credits.map((i) => compound(i.supplier, -i.amountOre)));
	const suppliers = new Set(credits.map((i) => i.supplier));
	const concerned = read.filter(
		(i) => suppliers.has(i.supplier) && wanted.has(compound(i.supplier, Math.abs(i.amountOre))),
	);
	const inOrder = concerned.sort((a, b) => a.day - b.day || a.place - b.place);
	const debits = inOrder.filter((invoice) => invoice.amountOre > 0).reverse();
	const anyNumber = groupBy(debits, (i) => compound(i.supplier, i.amountOre));
	const byNumber = groupBy(debits, (i) => compound(i.supplier, i.amountOre, i.number));
	for (const credit of inOrder) {
		if (credit.amountOre >= 0) continue;
		const named = normalisedInvoiceNo(credit.invoice.creditsInvoiceNo ?? "");
		const amount = -credit.amountOre;
		const queue =
			named === ""
				? anyNumber.get(compound(credit.supplier, amount))
				: byNumber.get(compound(credit.supplier, amount, named));
		while (queue?.length && netted.has(queue.at(-1)!.place)) queue.pop();
		const next = queue?.at(-1);
		if (next && next.day <= credit.day) netted.add(next.place);
	}
	return netted;
}

/** At least three equal amounts, every gap 26–35 days. */
function isMonthlySeries(same: readonly Read[]): boolean {
	const days = same.map((invoice) => invoice.day).sort((a, b) => a - b);
	return days.length >= 3 && days.every((day, i) => i === 0 || (day - days[i - 1]! >= 26 && day - days[i - 1]! <= 35));
}

function sameNumber(same: readonly Read[], pairs: Pairs): void {
	eachPair(same, (a, b) => {
		if (a.amountOre === b.amountOre) pairs.add("D1", a, b);
		else if (a.number.length >= 4) pairs.add("D2", a, b);
	});
}

function otherSupplier(same: readonly Read[], pairs: Pairs): void {
	eachPair(same, (a, b) => {
		const { account } = a.invoice;
		const sameAccount = account !== null && account !== "" && account === b.invoice.account;
		if (a.supplier !== b.supplier && (a.day === b.day || sameAccount)) pairs.add("D3", a, b);
	});
}

function nearInTime(same: readonly Read[], recurring: ReadonlySet<number>, pairs: Pairs): void {
	const inOrder = [...same].sort((a, b) => a.day - b.day || a.place - b.place);
	for (const [i, a] of inOrder.entries()) {
		for (let j = i + 1; j <= i + MOST_COMPARED && j < inOrder.length; j++) {
			const b = inOrder[j]!;
			if (b.day - a.day > WINDOW_DAYS) break;
			const long = a.number.length >= 5 && b.number.length >= 5;
			if (long && isWithinOneEdit(a.number, b.number)) pairs.add("D4", a, b);
			else if (!(recurring.has(a.place) && recurring.has(b.place))) pairs.add("D5", a, b);
		}
	}
}

function eachPair(list: readonly Read[], act: (a: Read, b: Read) => void): void {
	for (const [i, a] of list.entries()) for (const b of list.slice(i + 1, i + 1 + MOST_COMPARED)) act(a, b);
}

/** Pairs by place; the first rule that names a pair keeps it, so rules are tried highest first. */
class Pairs {
	private readonly byPlaces = new Map<number, { rule: DuplicateRule; places: [number, number] }>();

	add(rule: DuplicateRule, a: Read, b: Read): void {
		const places: [number, number] = a.place < b.place ? [a.place, b.place] : [b.place, a.place];
		const key = places[0] * MOST_LINES + places[1];
		if (!this.byPlaces.has(key)) this.byPlaces.set(key, { rule, places });
	}

	inOrder(read: readonly Read[]): Duplicates["pairs"] {
		const found = [...this.byPlaces.values()];
		found.sort((a, b) => a.places[0] - b.places[0] || a.places[1] - b.places[1]);
		return found.map(({ rule, places }) => ({ rule, ids: [read[places[0]]!.invoice.id, read[places[1]]!.invoice.id] }));
	}
}
