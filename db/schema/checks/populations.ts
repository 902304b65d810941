import type { Generated } from "kysely";
import type { UnitBasis, VatBasis } from "../vocabulary.ts";

/** Which amount is compared with the limit. */
export const LIMIT_COUNTS = {
	whole: "Hela fakturan eller ordern",
	part: "Varje enhets del",
	line: "Varje rad",
} as const;
export type LimitCount = keyof typeof LIMIT_COUNTS;

/** A system that files come from, as people call it. What its headings mean is kept under its name. */
export interface PurchaseSourceTable {
	id: string;
	name: string;
	created_at: string;
	created_by: string;
}

/** A heading of a source that was mapped by hand once and is remembered. */
export interface PurchaseMappingTable {
	source_id: string;
	heading: string;
	field: string;
	created_at: string;
	created_by: string;
}

/** What a rule of the frame looks at. */
export const RULE_KINDS = {
	account: "Konto",
	series: "Serie",
	supplier: "Leverantör",
	document_kind: "Dokumenttyp",
} as const;
export type RuleKind = keyof typeof RULE_KINDS;
export const RULE_EFFECTS = { out: "Ingår inte", in: "Ingår" } as const;
export type RuleEffect = keyof typeof RULE_EFFECTS;

/** From a day on accounts (also `70*`), a series, a supplier or a kind of document is in or out of a control's frame. Rows are only ever added. */
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
	/** The source whose kept mapping the file was read with; null when none had been named. */
	source_id: string | null;
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

/**
 * One voucher (or order) of an imported file: the sampling unit, never a posting row. A view over `ledger_rows`: rows of files that are
 * whole, with the ids that the rest of the register knows.
 */
export interface LedgerLineTable extends LedgerRowData {
	id: number;
	file_id: string;
	/** Null for lines outside the frame (at or above the limit, or already in an earlier frame). */
	population_id: string | null;
	unit_id: string;
	frame_no: number | null;
}

/** What a row says of the purchase itself. */
export interface LedgerRowData {
	item_key: string;
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
	is_credit: number;
}

/** A row as it lies, with whole numbers for file, population, frame and unit. */
export interface LedgerRowTable extends LedgerRowData {
	id: number;
	file_no: number;
	population_no: number | null;
	/** The control's, when in a frame: a purchase is in one frame of a control only. */
	frame_no: number | null;
	unit_no: number;
}

/** The whole numbers of units, of frames by the control's key, of files whose rows are all there, and of their populations. */
export interface LedgerUnitTable {
	no: number;
	unit_id: string;
}
export interface LedgerFrameTable {
	no: number;
	key: string;
	created_at: string;
}
export interface LedgerFileTable {
	no: number;
	file_id: string;
}
export interface LedgerPopulationTable {
	no: number;
	population_id: string;
	frame_no: number;
}

/** A file whose rows are on their way in, seen by nobody. */
export interface LedgerArrivalTable {
	/** The file's number to be. */
	no: number;
	/** The id that the file's own row will have: a number can be given anew when an arrival was given up, this cannot. */
	file_id: string;
	population_no: number | null;
	/** The population that the file's own will replace. */
	replaces_no: number | null;
	/** The last id that is kept for its rows. */
	last_id: number;
	/** When rows last came: an arrival that has stood still has no one who writes it. */
	beat_at: string;
}
