/** Swedish notes and coins in use, in öre, largest first. */
export const DENOMINATIONS = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100] as const;

/** The form's field for the number of one kind. */
export const pieces = (ore: number): string => `antal-${ore}`;

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
	secret_encrypted: string;
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
