/** A report as it was closed: never changed, never removed. A correction is the next edition. */
export interface PeriodSealTable {
	id: string;
	period_id: string;
	board_id: string;
	edition: number;
	/** The period's days as they were sealed: what the database's own guard goes by. */
	first_day: string;
	cut_off: string;
	found_before: string;
	/** Why there is a new edition; empty for the first. */
	reason: string;
	/** JSON: what differs from the edition before. */
	difference: string;
	/** Canonical JSON of everything in the period. */
	content: string;
	/** SHA-256 of `content`. */
	digest: string;
	trail_seq: number;
	trail_hash: string;
	/** Ed25519 over the statement, base64. */
	signature: string;
	key_fingerprint: string;
	sealed_at: string;
	sealed_by: string;
}

/** A sealed report opened for correction: its words may change until the next edition is sealed; runs and answers never. */
export interface PeriodCorrectionTable {
	id: string;
	period_id: string;
	reason: string;
	opened_at: string;
	opened_by: string;
	sealed_edition: number | null;
}
