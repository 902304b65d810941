import type { Cell } from "../../db/open.ts";
import type { StoredLine } from "../../db/queries/populations.ts";
import type { LedgerLineTable } from "../../db/schema/samples.ts";
import { newId } from "../write/new-id.ts";
import type { Place, PlacedItem } from "./place-items.ts";

export interface LedgerOwner {
	file_id: string;
	/** Null for a file whose frame stands although the file tells otherwise. */
	population_id: string | null;
	frame_key: string | null;
	now: Date;
}

/** The columns of `ledger_lines` in the order that `ledgerRow` gives its cells. */
export const LEDGER_COLUMNS = [
	"id",
	"file_id",
	"population_id",
	"frame_key",
	"item_key",
	"unit_id",
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
] as const satisfies readonly (keyof LedgerLineTable)[];

/** What a file tells of one item: the cells of a row from `item_key` on, so little that it passes fast between threads. */
export interface PlacedRow {
	place: Place;
	cells: Cell[];
}

/** Everybody who has handled any of the item's postings is named, so that none of them can check it. */
export function placedRow({ item, key, unit, place }: PlacedItem): PlacedRow {
	const { description } = item;
	const cells = [
		key,
		unit.id,
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
	];
	return { place, cells };
}

/** The whole row, in the columns of `LEDGER_COLUMNS`. */
export function ledgerRow({ place, cells }: PlacedRow, owner: LedgerOwner): Cell[] {
	const frame = place === "frame" ? [owner.population_id, owner.frame_key] : [null, null];
	return [newId(owner.now), owner.file_id, ...frame, ...cells];
}

/** A line of an earlier file as it joins a frame: the same purchase, from the same file, in a population. */
export function framedRow(line: StoredLine, owner: Omit<LedgerOwner, "file_id">): Cell[] {
	const { population_id, frame_key } = owner;
	const framed = { ...line, id: newId(owner.now), population_id, frame_key };
	return LEDGER_COLUMNS.map((column) => framed[column]);
}
