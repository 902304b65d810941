/** The classes of files, with the years they are kept after the year they belong to until something else is decided. */
export const RETENTION_KINDS = {
	run_evidence: "Underlag till kontrolltillfällen och inköp",
	deviation_evidence: "Underlag till avvikelser",
	measure_evidence: "Underlag till åtgärder",
	purchase_file: "Inlästa inköpsfiler",
} as const;
export type RetentionKind = keyof typeof RETENTION_KINDS;

/** Copies of accounting information follow its seven years (bokföringslagen 7:2 as lagen om kommunal bokföring has it). */
export const DEFAULT_YEARS: Record<RetentionKind, number> = {
	run_evidence: 7,
	deviation_evidence: 7,
	measure_evidence: 7,
	purchase_file: 7,
};

export interface RetentionRuleTable {
	id: string;
	kind: RetentionKind;
	years: number;
	valid_from: string;
	decided_by: string;
	decision_no: string;
	reason: string;
	recorded_at: string;
	recorded_by: string;
}

/** Stops all disposal at a unit and below until it is lifted. */
export interface LegalHoldTable {
	id: string;
	unit_id: string;
	reason: string;
	set_at: string;
	set_by: string;
	lifted_at: string | null;
	lifted_by: string | null;
	lift_reason: string;
	version: number;
}

export interface DisposalTable {
	id: string;
	kind: RetentionKind;
	/** Where whoever carried it out holds the right. */
	unit_id: string;
	decided_by: string;
	decision_no: string;
	decided_on: string;
	reason: string;
	files: number;
	bytes: number;
	disposed_at: string;
	disposed_by: string;
}

/** A file whose bytes are gone; its own row stays as it was. */
export interface DisposedFileTable {
	record_kind: "evidence" | "purchase_file";
	record_id: string;
	disposal_id: string;
	unit_id: string;
	file_name: string;
	sha256: string;
	bytes: number;
	/** The year the file belonged to. */
	base_year: number;
}
