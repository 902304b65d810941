import type { PurchaseLine } from "./purchase-line.ts";
import { compareTexts, detached } from "./purchases-summary.ts";

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
	/** Null when a line lacks it. */
	net_ore: number | null;
	gross_ore: number | null;
	/** First and last date among the lines. */
	first_date: string;
	last_date: string;
	/** The largest line in size (the first of equals) gives the description: supplier, account, texts and references. */
	description: PurchaseLine;
	/** Everybody on any of the lines, sorted: none of them may perform the run. */
	requisitioners: string[];
	receivers: string[];
	approvers: string[];
	/** Physical lines of the file. */
	line_nos: number[];
}

type Draft = Omit<PurchaseItem, "part"> & { supplier: string };

/** Collects lines as they come, so that a file need not be held as lines. The same items whatever the order of the lines. */
export class VoucherGrouping {
	readonly #drafts = new Map<string, Draft>();

	add(lines: Iterable<PurchaseLine>): void {
		for (const line of lines) this.#addLine(line);
	}

	/** The items in the order of their first line. */
	items(): PurchaseItem[] {
		const byNumber = new Map<string, Draft[]>();
		for (const draft of this.#drafts.values()) {
			const key = joined(draft.company, draft.series, String(draft.year), draft.number);
			const same = byNumber.get(key);
			if (same) same.push(draft);
			else byNumber.set(key, [draft]);
		}
		const items: PurchaseItem[] = [];
		for (const drafts of byNumber.values()) {
			drafts.sort((a, b) => compareTexts(a.unit_code ?? "", b.unit_code ?? "") || compareTexts(a.supplier, b.supplier));
			drafts.forEach(({ supplier: _, ...draft }, index) => {
				for (const list of [draft.requisitioners, draft.receivers, draft.approvers]) list.sort(compareTexts);
				draft.line_nos.sort((a, b) => a - b);
				items.push({ ...draft, part: String(index + 1) });
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
			addTo(draft, line);
			return;
		}
		const kept = detachedLine(line);
		this.#drafts.set(detached(key), {
			company: kept.company ?? "",
			series: kept.series ?? "",
			year: line.year,
			number: kept.number,
			unit_code: kept.unit_code,
			unit_name: kept.unit_name,
			supplier: detached(supplier),
			amount_ore: line.amount_ore,
			net_ore: line.net_ore,
			gross_ore: line.gross_ore,
			first_date: line.date,
			last_date: line.date,
			description: kept,
			requisitioners: kept.requisitioner === null ? [] : [kept.requisitioner],
			receivers: kept.receiver === null ? [] : [kept.receiver],
			approvers: kept.approver === null ? [] : [kept.approver],
			line_nos: [line.line_no_in_file],
		});
	}
}

/** Lines sharing company, series, year and number become one item per unit; see `PurchaseItem`. Pure. */
export function groupIntoVouchers(lines: Iterable<PurchaseLine>): PurchaseItem[] {
	const grouping = new VoucherGrouping();
	grouping.add(lines);
	return grouping.items();
}

/** True for an item within the control: 0 < |amount| < limit, both in öre. Credit notes count by their size. */
export function belowLimit(item: Pick<PurchaseItem, "amount_ore">, limitOre: number): boolean {
	const size = Math.abs(item.amount_ore);
	return size > 0 && size < limitOre;
}

function addTo(draft: Draft, line: PurchaseLine): void {
	draft.amount_ore += line.amount_ore;
	draft.net_ore = draft.net_ore === null || line.net_ore === null ? null : draft.net_ore + line.net_ore;
	draft.gross_ore = draft.gross_ore === null || line.gross_ore === null ? null : draft.gross_ore + line.gross_ore;
	if (line.date < draft.first_date) draft.first_date = line.date;
	if (line.date > draft.last_date) draft.last_date = line.date;
	const [size, largest] = [Math.abs(line.amount_ore), Math.abs(draft.description.amount_ore)];
	// Equal sizes: the earliest line, so that the order in which lots arrive does not matter.
	if (size > largest || (size === largest && line.line_no_in_file < draft.description.line_no_in_file)) {
		draft.description = detachedLine(line);
	}
	addName(draft.requisitioners, line.requisitioner);
	addName(draft.receivers, line.receiver);
	addName(draft.approvers, line.approver);
	draft.line_nos.push(line.line_no_in_file);
}

function addName(names: string[], name: string | null): void {
	if (name !== null && !names.includes(name)) names.push(detached(name));
}

function detachedLine(line: PurchaseLine): PurchaseLine {
	const copy = Object.entries(line).map(([field, value]) => [
		field,
		typeof value === "string" ? detached(value) : value,
	]);
	return Object.fromEntries(copy) as PurchaseLine;
}

/** Each part with its length before it: no text in a cell can make two vouchers look like one. */
function joined(...parts: string[]): string {
	let key = "";
	for (const part of parts) key += `${part.length}:${part}`;
	return key;
}
