import type { Cell } from "../../../../db/open.ts";
import type { StoredLine } from "../../../../db/queries/checks/populations.ts";
import type { LedgerLineTable } from "../../../../db/schema/checks/populations.ts";
import { newId } from "../../../ground/write/new-id.ts";
import type { Place, PlacedItem } from "../frame/placed-item.ts";

/** What the lines of a file belong to. */
export interface LedgerOwner {
	file_id: string;
	/** Null for a file whose frame stands although the file tells otherwise. */
	frame: FrameOwner | null;
	/** How far the context's clock is ahead of the machine's, in milliseconds. */
	ahead_ms: number;
}

export interface FrameOwner {
	population_id: string;
	frame_key: string;
}

/** The columns of `ledger_lines` in the order of a row's cells. */
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
	"whole_ore",
	"is_credit",
] as const satisfies readonly (keyof LedgerLineTable)[];

/** The columns of a line that waits in a staging file. */
export const STAGED_COLUMNS = ["place", ...LEDGER_COLUMNS];

/** One item of a file as its row in the ledger, with where it belongs. */
export interface PlacedLine {
	place: Place;
	/** In the columns of `LEDGER_COLUMNS`. */
	row: Cell[];
}

/**
 * Makes the stored row. Everybody who handled any of the item's postings is named in it, so that none of them can check the
 * item.
 */
export function placedLine({ item, key, unit, place }: PlacedItem, owner: LedgerOwner): PlacedLine {
	const { description } = item;
	const frame = place === "frame" ? owner.frame : null;
	const row = [
		// The ids rise in the order of the lines. With random ids of one moment every line would be written in another part of
		// the index.
		newId(new Date(Date.now() + owner.ahead_ms)),
		owner.file_id,
		frame?.population_id ?? null,
		frame?.frame_key ?? null,
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
		item.whole_ore === item.amount_ore ? null : item.whole_ore,
		place === "credit_note" ? 1 : 0,
	];
	return { place, row };
}

/** A line of an earlier file as it joins a frame: the same purchase, from the same file, in a population. */
export function framedRow(line: StoredLine, frame: FrameOwner, now: Date): Cell[] {
	const framed = { ...line, id: newId(now), ...frame };
	return LEDGER_COLUMNS.map((column) => framed[column]);
}
