import type { LedgerRule } from "../../../db/schema/checks/ledger.ts";
import { type LedgerLine, compound } from "../../ground/sampling/ledger-line.ts";

/** What a rule found. `line_ids` holds the first lines, `line_count` and `sum_ore` count them all. */
export interface FoundHit {
	rule: LedgerRule;
	cluster_key: string;
	title: string;
	line_ids: string[];
	line_count: number;
	sum_ore: number;
	first_date: string;
	last_date: string;
	supplier_no: string;
	supplier_name: string;
	/** The units of its lines. */
	unit_ids: string[];
	/** What the hit is about beside its unit. Hits with the same subject and unit form one card. */
	subject: string;
	/** Used only for sorting: log10 of the splits' key in thousandths, 0 for other rules. */
	surprise: number;
}

/** A hit about how a unit buys, whoever the supplier is. */
export function aboutUnit(rule: LedgerRule): Pick<FoundHit, "subject" | "supplier_no" | "supplier_name"> {
	return { subject: compound("unit", rule), supplier_no: "", supplier_name: "" };
}

/** The most lines a hit shows; the rest are only counted. */
export const MOST_LINES_KEPT = 50;

/**
 * `key` tells hits of a rule apart, and makes the same hit the same at the next run. It is stored, so no name of a person may stand
 * in it. Lines are given in date order.
 */
export function foundHit(
	rule: LedgerRule,
	key: string,
	lines: readonly LedgerLine[],
	title: (supplier: string) => string,
	more: Partial<FoundHit> = {},
): FoundHit {
	const first = lines[0]!;
	const others = new Set<string>();
	let [sum, first_date, last_date] = [0, first.booking_date, first.booking_date];
	for (const line of lines) {
		if (line.unit_id !== first.unit_id) others.add(line.unit_id);
		sum += line.amount_ore;
		if (line.booking_date < first_date) first_date = line.booking_date;
		if (line.booking_date > last_date) last_date = line.booking_date;
	}
	return {
		rule,
		cluster_key: key,
		title: title(first.supplier_name || first.supplier_no || "okänd leverantör"),
		line_ids: lines.slice(0, MOST_LINES_KEPT).map((line) => line.id),
		line_count: lines.length,
		sum_ore: sum,
		first_date,
		last_date,
		supplier_no: first.supplier_no,
		supplier_name: first.supplier_name,
		unit_ids: [first.unit_id, ...others],
		// Suppliers without a number are never taken for the same one.
		subject: first.supplier_no === "" ? compound("hit", rule, key) : compound("supplier", first.supplier_no),
		surprise: 0,
		...more,
	};
}
