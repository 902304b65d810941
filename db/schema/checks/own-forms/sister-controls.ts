/** Swedish notes and coins in use, in öre, largest first. */
export const DENOMINATIONS = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100] as const;

/** The form's field for the number of one kind. */
export const pieces = (ore: number): string => `antal-${ore}`;

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

/** A kontantkassa; it is counted while it exists. */
export interface CashFundTable {
	id: string;
	unit_id: string;
	name: string;
	float_ore: number;
	holder: string;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

/** The order in which a period's kassor are counted, drawn by rank: sealed until the last one is counted. */
export interface CashOrderTable {
	id: string;
	control_id: string;
	period_key: string;
	draw_id: string;
	commitment: string;
	secret_sealed: string;
	planned_at: string;
	planned_by: string;
}

/** `denominations`: JSON, value in öre → number of notes or coins. */
export interface CashCountTable {
	id: string;
	run_id: string;
	fund_id: string;
	expected_ore: number;
	counted_ore: number;
	difference_ore: number;
	denominations: string;
	note: string;
	counted_at: string;
	counted_by: string;
	/** The second person, who puts an own name to the count. */
	witness_id: string;
	attested_at: string | null;
	version: number;
}
