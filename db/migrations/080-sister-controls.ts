import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../dialect/ddl.ts";

/** Controls with forms of their own beside the stickprov: material costs against last year and budget, and counts of kontantkassor. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, MATERIAL_COSTS);
	await runDdl(db, CASH);
	await makeAppendOnly(db, "balance_files");
	await makeAppendOnly(db, "account_balances");
	await makeAppendOnly(db, "cash_orders");
	for (const table of ["cost_rows", "cash_counts"]) {
		await refuse(db, table, "insert", sealed("new"));
		await refuse(db, table, "update", sealed("old"));
		await refuse(db, table, "delete", "1 = 1");
	}
}

/** True for rows of a run inside a sealed period: what a closed report builds on stands still. */
function sealed(row: string): string {
	return `exists (select 1 from control_runs t join controls c on c.id = t.control_id join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id and s.first_day <= t.first_day and s.cut_off >= t.last_day where t.id = ${row}.run_id)`;
}

const MATERIAL_COSTS = `
create table balance_files (
	id text primary key, unit_id text not null references org_units (id), period_key text not null, edition integer not null,
	file_name text not null, sha256 text not null, rows integer not null, sum_ore integer not null,
	mark_percent integer not null, mark_ore integer not null, imported_at text not null,
	imported_by text not null references people (id), unique (unit_id, period_key, edition)
);
create table account_balances (
	id text primary key, file_id text not null references balance_files (id), unit_id text not null references org_units (id),
	account text not null, account_text text not null, period_key text not null, amount_ore integer not null, budget_ore integer,
	line_no integer not null, unique (file_id, unit_id, account, period_key)
);
create index account_balances_unit on account_balances (unit_id, period_key);
create table cost_rows (
	id text primary key, run_id text not null references control_runs (id), file_id text not null references balance_files (id),
	account text not null, account_text text not null, amount_ore integer not null, last_year_ore integer, budget_ore integer,
	is_marked integer not null, comment text not null, commented_at text, commented_by text references people (id),
	version integer not null, unique (run_id, file_id, account)
);
`;

const CASH = `
create table cash_funds (
	id text primary key, unit_id text not null references org_units (id), name text not null, float_ore integer not null,
	holder text not null, valid_from text not null, valid_to text, version integer not null, unique (unit_id, name)
);
create table cash_orders (
	id text primary key, control_id text not null references controls (id), period_key text not null, draw_id text not null unique,
	commitment text not null, secret_sealed text not null, planned_at text not null, planned_by text not null references people (id),
	unique (control_id, period_key)
);
create table cash_counts (
	id text primary key, run_id text not null references control_runs (id), fund_id text not null references cash_funds (id),
	expected_ore integer not null, counted_ore integer not null, difference_ore integer not null, denominations text not null,
	note text not null, counted_at text not null, counted_by text not null references people (id),
	witness_id text not null references people (id), attested_at text, version integer not null, unique (run_id, fund_id)
);
create index cash_counts_witness on cash_counts (witness_id, attested_at);
`;
