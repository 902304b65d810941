import type { PurchaseLine } from "./purchase-line.ts";
import { inCodeOrder } from "../code-order.ts";

/**
 * One item that can be drawn: a voucher, invoice or order of one unit, never a posting row. Amounts are integer öre.
 * `company|series|year|number|part` are the fields of the item key (sampling.md section 2). `part` is "1" for a voucher of one unit;
 * a voucher split over units is one item per unit, numbered "1", "2" … by unit code, so that each item belongs to exactly one unit.
 * Where the number is an invoice number, equal numbers of different suppliers are numbered in the same way (unit, then supplier).
 */
export interface PurchaseItem {
	company: string;
	series: string;
	/** Accounting year: the year of the booking date. */
	year: number;
	number: string;
	part: string;
	unit_code: string | null;
	unit_name: string | null;
	amount_ore: number;
	/** The amount of the whole number, every unit's part together. */
	whole_ore: number;
	/** The size of the largest line. */
	largest_ore: number;
	/** Null when a line lacks it. */
	net_ore: number | null;
	gross_ore: number | null;
	/** Null when its lines are of different kinds. */
	document_kind: string | null;
	/** First and last date among the lines. */
	first_date: string;
	last_date: string;
	/** The largest line in size (the first of equals) gives the description: supplier, account, texts and references. */
	description: PurchaseLine;
	/** Everybody who requisitioned any of the lines, sorted. None of them may perform the run. */
	requisitioners: string[];
	receivers: string[];
	approvers: string[];
	/** The accounts of the lines, each once. */
	accounts: { account: string; text: string }[];
	/** Physical lines of the file. */
	line_nos: number[];
}

/** An item while its lines arrive; `part` is set when all are known. */
interface Draft {
	item: PurchaseItem;
	supplier: string;
}

/**
 * Collects lines as they come; the same items whatever their order. Holds one line per item in memory (about 1.5 kB): for files of a
 * million lines store the lines first and group them in the database by the same fields.
 */
export class VoucherGrouping {
	readonly #drafts = new Map<string, Draft>();

	add(lines: Iterable<PurchaseLine>): void {
		for (const line of lines) this.#addLine(line);
	}

	/** The items in the order of their first line. */
	items(): PurchaseItem[] {
		const byNumber = new Map<string, Draft[]>();
		for (const draft of this.#drafts.values()) {
			const { company, series, year, number } = draft.item;
			const key = joined(company, series, String(year), number);
			const same = byNumber.get(key);
			if (same) same.push(draft);
			else byNumber.set(key, [draft]);
		}
		const items: PurchaseItem[] = [];
		for (const drafts of byNumber.values()) {
			drafts.sort(byUnitThenSupplier);
			const wholes = new Map<string, number>();
			for (const { item, supplier } of drafts) wholes.set(supplier, (wholes.get(supplier) ?? 0) + item.amount_ore);
			drafts.forEach(({ item, supplier }, index) => {
				item.part = String(index + 1);
				item.whole_ore = wholes.get(supplier)!;
				for (const names of [item.requisitioners, item.receivers, item.approvers]) names.sort(inCodeOrder);
				item.accounts.sort((a, b) => inCodeOrder(a.account, b.account));
				item.line_nos.sort((a, b) => a - b);
				items.push(item);
			});
		}
		return items.sort((a, b) => (a.line_nos[0] ?? 0) - (b.line_nos[0] ?? 0));
	}

	#addLine(line: PurchaseLine): void {
		const supplier =
			line.number_from === "invoice_no" ? (line.supplier_no ?? line.org_no ?? line.supplier_name ?? "") : "";
		const company = line.company ?? "";
		const series = line.series ?? "";
		const key = joined(company, series, String(line.year), line.number, line.unit_code ?? "", supplier);
		const draft = this.#drafts.get(key);
		if (draft) {
			addTo(draft.item, line);
			return;
		}
		this.#drafts.set(key, { item: firstOf(line), supplier });
	}
}

/** The item of a line that has its number to itself, as nearly all have. */
export function itemOfLine(line: PurchaseLine): PurchaseItem {
	const item = firstOf(line);
	item.part = "1";
	return item;
}

/** An item as its first line makes it. */
function firstOf(line: PurchaseLine): PurchaseItem {
	return {
		company: line.company ?? "",
		series: line.series ?? "",
		year: line.year,
		number: line.number,
		part: "",
		unit_code: line.unit_code,
		unit_name: line.unit_name,
		amount_ore: line.amount_ore,
		whole_ore: line.amount_ore,
		largest_ore: Math.abs(line.amount_ore),
		net_ore: line.net_ore,
		gross_ore: line.gross_ore,
		document_kind: line.document_kind,
		first_date: line.date,
		last_date: line.date,
		description: line,
		requisitioners: line.requisitioner === null ? [] : [line.requisitioner],
		receivers: line.receiver === null ? [] : [line.receiver],
		approvers: line.approver === null ? [] : [line.approver],
		accounts: [accountOf(line)],
		line_nos: [line.line_no_in_file],
	};
}

/** Lines sharing company, series, year and number become one item per unit; see `PurchaseItem`. Pure. */
export function groupIntoVouchers(lines: Iterable<PurchaseLine>): PurchaseItem[] {
	const grouping = new VoucherGrouping();
	grouping.add(lines);
	return grouping.items();
}

/** Which amount of an item is compared with the limit: the whole invoice or order, the unit's part of it, or its largest line. */
type CountedAmount = "whole" | "part" | "line";

/**
 * True for an item within the control: 0 < |amount| < limit, both in öre. Credit notes count by their size. The manager attests the
 * whole invoice, so a voucher that is split over units is compared as a whole unless the region has decided otherwise.
 */
export function belowLimit(
	item: Pick<PurchaseItem, "amount_ore" | "whole_ore" | "largest_ore">,
	limitOre: number,
	counted: CountedAmount,
): boolean {
	const sizes = { whole: Math.abs(item.whole_ore), part: Math.abs(item.amount_ore), line: item.largest_ore };
	return item.amount_ore !== 0 && sizes[counted] < limitOre;
}

function addTo(item: PurchaseItem, line: PurchaseLine): void {
	item.amount_ore += line.amount_ore;
	item.largest_ore = Math.max(item.largest_ore, Math.abs(line.amount_ore));
	item.net_ore = item.net_ore === null || line.net_ore === null ? null : item.net_ore + line.net_ore;
	item.gross_ore = item.gross_ore === null || line.gross_ore === null ? null : item.gross_ore + line.gross_ore;
	if (line.date < item.first_date) item.first_date = line.date;
	if (line.date > item.last_date) item.last_date = line.date;
	const [size, largest] = [Math.abs(line.amount_ore), Math.abs(item.description.amount_ore)];
	// Among lines of equal size the earliest describes the item, so that the order in which lots arrive does not matter.
	if (size > largest || (size === largest && line.line_no_in_file < item.description.line_no_in_file)) {
		item.description = line;
	}
	if (item.document_kind !== line.document_kind) item.document_kind = null;
	addName(item.requisitioners, line.requisitioner);
	addName(item.receivers, line.receiver);
	addName(item.approvers, line.approver);
	if (!item.accounts.some(({ account }) => account === (line.account ?? ""))) item.accounts.push(accountOf(line));
	item.line_nos.push(line.line_no_in_file);
}

function accountOf({ account, account_text }: PurchaseLine): { account: string; text: string } {
	return { account: account ?? "", text: account_text ?? "" };
}

function byUnitThenSupplier(a: Draft, b: Draft): number {
	return inCodeOrder(a.item.unit_code ?? "", b.item.unit_code ?? "") || inCodeOrder(a.supplier, b.supplier);
}

function addName(names: string[], name: string | null): void {
	if (name !== null && !names.includes(name)) names.push(name);
}

/** Joins the parts, each with its length before it, so that no text in a cell can make two vouchers look like one. */
function joined(...parts: string[]): string {
	let key = "";
	for (const part of parts) key += `${part.length}:${part}`;
	return key;
}
