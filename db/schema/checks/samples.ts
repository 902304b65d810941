import type {
	Answer,
	CauseCode,
	DeviationStatus,
	EvidenceParent,
	ItemKind,
	ItemStatus,
	Severity,
	UnitBasis,
	VatBasis,
} from "../vocabulary.ts";

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

export interface DrawTable {
	id: string;
	control_id: string;
	period_key: string;
	/** `<control>/<period>`, e.g. `inkop-under-10000/2026-01`. */
	draw_id: string;
	commitment: string;
	/** The secret, encrypted with the server key: unreadable to everyone before the draw. */
	secret_sealed: string;
	/** 64 lowercase hex, revealed by the draw. */
	secret: string | null;
	public_value: string | null;
	planned_at: string;
	drawn_at: string | null;
	drawn_by: string | null;
	reason: string;
	version: number;
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

export interface SampleItemTable {
	id: string;
	run_id: string;
	line_id: string;
	/** Order on the page, 1… */
	position: number;
	/** Rank in the stratum; null for targeted items. */
	rank: number | null;
	hash: string | null;
	kind: ItemKind;
	status: ItemStatus;
	/** Why it was targeted or replaced. */
	reason: string;
	replaces_id: string | null;
	version: number;
}

export interface CheckAnswerTable {
	id: string;
	item_id: string;
	question_id: string;
	answer: Answer;
	comment: string;
	cause_code: CauseCode | null;
	answered_at: string;
	answered_by: string;
	version: number;
}

export interface DeviationTable {
	id: string;
	number: number;
	unit_id: string;
	risk_id: string;
	run_id: string | null;
	item_id: string | null;
	question_id: string | null;
	title: string;
	description: string;
	severity: Severity;
	cause_code: CauseCode | null;
	root_cause: string;
	direct_fix: string;
	plan: string;
	owner_id: string | null;
	due_on: string | null;
	status: DeviationStatus;
	effect_check: string;
	found_at: string;
	found_by: string;
	closed_at: string | null;
	closed_by: string | null;
	version: number;
}

export interface EvidenceTable {
	id: string;
	parent_kind: EvidenceParent;
	parent_id: string;
	unit_id: string;
	/** Editions of the same document share a series; a new edition is a new row. */
	series_id: string;
	edition: number;
	file_name: string;
	content_type: string;
	bytes: number;
	sha256: string;
	note: string;
	uploaded_at: string;
	uploaded_by: string;
}
