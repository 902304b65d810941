import type { Cell } from "../../db/open.ts";
import type { StoredLine } from "../../db/queries/populations.ts";
import type { LedgerLineTable } from "../../db/schema/samples.ts";
import { newId } from "../write/new-id.ts";
import type { PlacedItem } from "./place-items.ts";

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

/** One item as a row. Everybody who has handled any of its postings is named, so that none of them can check it. */
export function ledgerRow({ item, key, unit, place }: PlacedItem, owner: LedgerOwner): Cell[] {
	const { description } = item;
	const inFrame = place === "frame";
	return [
		newId(owner.now),
		owner.file_id,
		inFrame ? owner.population_id : null,
		inFrame ? owner.frame_key : null,
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
}

/** A line of an earlier file as it joins a frame: the same purchase, from the same file, in a population. */
export function framedRow(line: StoredLine, owner: Omit<LedgerOwner, "file_id">): Cell[] {
	const { population_id, frame_key } = owner;
	const framed = { ...line, id: newId(owner.now), population_id, frame_key };
	return LEDGER_COLUMNS.map((column) => framed[column]);
}
