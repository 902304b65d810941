import type { Cell } from "../../../../db/open.ts";
import type { LedgerRowData } from "../../../../db/schema/checks/populations.ts";
import type { Place, PlacedItem } from "../frame/placed-item.ts";

/** What the lines of a file belong to. */
export interface LedgerOwner {
	file_id: string;
	/** Null for a file whose frame stands although the file tells otherwise. */
	frame: FrameOwner | null;
}

export interface FrameOwner {
	population_id: string;
	frame_key: string;
}

/** What a line says of the purchase, in the order of a row's cells. Whether it is a credit note is told by its place. */
export const DATA_COLUMNS = [
	"item_key",
	"amount_ore",
	"line_no",
	"company",
	"voucher_no",
	"order_no",
	"invoice_no",
	"supplier_no",
	"supplier_name",
	"account",
	"account_text",
	"booking_date",
	"registered_at",
	"text",
	"requisitioner",
	"receiver",
	"approver",
	"agreement_no",
	"whole_ore",
] as const satisfies readonly (keyof LedgerRowData)[];

/** One item of a file as its row in the ledger, with where it belongs. */
export interface PlacedLine {
	place: Place;
	unit_id: string;
	/** In the columns of `DATA_COLUMNS`. */
	row: Cell[];
}

/**
 * Makes the stored row. Everybody who handled any of the item's postings is named in it, so that none of them can check the
 * item.
 */
export function placedLine(placed: PlacedItem): PlacedLine {
	return { place: placed.place, unit_id: placed.unit.id, row: stagedLine(placed, 0).slice(2) };
}

/** The same as a row of a staging file, its place and unit first, the unit by a number. */
export function stagedLine({ item, key, place }: PlacedItem, unit: number): Cell[] {
	const { description } = item;
	return [
		place,
		unit,
		key,
		item.amount_ore,
		item.line_nos[0] ?? description.line_no_in_file,
		item.company,
		description.voucher_no ?? item.number,
		description.order_no ?? "",
		description.invoice_no ?? "",
		description.supplier_no ?? description.org_no ?? "",
		description.supplier_name ?? "",
		description.account ?? "",
		description.account_text ?? "",
		description.booking_date ?? description.date,
		description.registered_at ?? "",
		description.text ?? description.article ?? "",
		item.requisitioners.join("; "),
		item.receivers.join("; "),
		item.approvers.join("; "),
		description.agreement_no ?? "",
		item.whole_ore === item.amount_ore ? null : item.whole_ore,
	];
}
