/** One imported file of account balances: a förvaltning, a month, an edition. */
export interface BalanceFileTable {
	id: string;
	unit_id: string;
	period_key: string;
	edition: number;
	file_name: string;
	sha256: string;
	rows: number;
	sum_ore: number;
	/** A row is marked when it differs by more than this share and at least this sum. */
	mark_percent: number;
	mark_ore: number;
	imported_at: string;
	imported_by: string;
}

export interface AccountBalanceTable {
	id: string;
	file_id: string;
	unit_id: string;
	account: string;
	account_text: string;
	period_key: string;
	amount_ore: number;
	budget_ore: number | null;
	line_no: number;
}

/** One account of one run, as it stood in the file it was made from. */
export interface CostRowTable {
	id: string;
	run_id: string;
	file_id: string;
	account: string;
	account_text: string;
	amount_ore: number;
	last_year_ore: number | null;
	budget_ore: number | null;
	is_marked: number;
	comment: string;
	commented_at: string | null;
	commented_by: string | null;
	version: number;
}
