import type { Generated } from "kysely";
import type { UnitBasis, VatBasis } from "../vocabulary.ts";

/** Which amount is compared with the limit. */
export const LIMIT_COUNTS = {
	whole: "Hela fakturan eller ordern",
	part: "Varje enhets del",
	line: "Varje rad",
} as const;
export type LimitCount = keyof typeof LIMIT_COUNTS;

/** A heading that was mapped by hand once and is remembered. */
export interface PurchaseMappingTable {
	heading: string;
	field: string;
	created_at: string;
	created_by: string;
}

/** What a rule of the frame looks at. */
export const RULE_KINDS = { account: "Konto", series: "Serie", supplier: "Leverantör" } as const;
export type RuleKind = keyof typeof RULE_KINDS;
export const RULE_EFFECTS = { out: "Ingår inte", in: "Ingår" } as const;
export type RuleEffect = keyof typeof RULE_EFFECTS;

/** From a day on accounts (also `70*`), a series or a supplier is in or out of a control's frame. Rows are only ever added. */
export interface FrameRuleTable {
	id: string;
	control_id: string;
	kind: RuleKind;
	pattern: string;
	effect: RuleEffect;
	valid_from: string;
	reason: string;
	created_at: string;
	created_by: string;
}

/** From a day on a code of the ledger (also `110*` or `11000-11099`) means a unit, or none. Rows are only ever added. */
export interface UnitCodeTable {
	id: string;
	pattern: string;
	unit_id: string | null;
	valid_from: string;
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
	/** Which amount was compared with the limit. */
	counted: Generated<LimitCount>;
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
	/** The amount of the whole invoice or order, when other units have a part of it; otherwise null. */
	whole_ore: number | null;
	/** 1 for a credit note of the control, which is listed beside the frame and never drawn. */
	is_credit: Generated<number>;
}
