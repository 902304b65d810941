import type { UnitBasis, VatBasis } from "../vocabulary.ts";

/** A heading that was mapped by hand once and is remembered. */
export interface PurchaseMappingTable {
	heading: string;
	field: string;
	created_at: string;
	created_by: string;
}

export interface PurchaseFileTable {
	id: string;
	period_key: string;
	file_name: string;
	sha256: string;
	bytes: number;
	encoding: string;
	delimiter: string;
	/** JSON: field → heading. */
	columns: string;
	rows: number;
	/** JSON: refused lines with reasons. */
	refused: string;
	sum_ore: number;
	imported_at: string;
	imported_by: string;
}

export interface PopulationTable {
	id: string;
	draw_id: string;
	control_id: string;
	period_key: string;
	file_id: string;
	cut_off: string;
	/** The frame in words, as shown and exported. */
	filter: string;
	limit_ore: number;
	unit_basis: UnitBasis;
	vat_basis: VatBasis;
	n: number;
	sum_ore: number;
	digest: string;
	frozen_at: string;
	frozen_by: string;
	/** The checklist edition that the drawn items are answered by. */
	checklist_id: string | null;
	/** JSON: everything else that was decided at the freeze (`FrozenTerms`). */
	terms: string;
}

export interface PopulationStratumTable {
	population_id: string;
	unit_id: string;
	n: number;
	sum_ore: number;
}

/** One voucher (or order) of an imported file: the sampling unit, never a posting row. */
export interface LedgerLineTable {
	id: string;
	file_id: string;
	/** Null for lines outside the frame (at or above the limit, or already in an earlier frame). */
	population_id: string | null;
	/** The control key when in a frame: unique together with item_key, so a line is in one frame only. */
	frame_key: string | null;
	item_key: string;
	unit_id: string;
	amount_ore: number;
	line_no: number;
	company: string;
	voucher_no: string;
	order_no: string;
	invoice_no: string;
	supplier_no: string;
	supplier_name: string;
	account: string;
	account_text: string;
	booking_date: string;
	registered_at: string;
	text: string;
	requisitioner: string;
	receiver: string;
	approver: string;
	agreement_no: string;
}
