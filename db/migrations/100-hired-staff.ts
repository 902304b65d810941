import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../dialect/ddl.ts";

/** Invoices of hired staff: sizes in kronor, draws in proportion to the amount, and what each drawn invoice ought to have been. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	for (const table of ["money_plans", "money_draws", "money_items"]) await makeAppendOnly(db, table);
	await refuse(db, "invoice_checks", "insert", sealed("new"));
	await refuse(db, "invoice_checks", "update", sealed("old"));
	await refuse(db, "invoice_checks", "delete", "1 = 1");
}

/** True for checks of a run inside a sealed period: what a closed report builds on stands still. */
function sealed(row: string): string {
	return `exists (select 1 from sample_items i join control_runs t on t.id = i.run_id join controls c on c.id = t.control_id join plans p on p.id = c.plan_id join period_seals s on s.board_id = p.board_id and s.first_day <= t.first_day and s.cut_off >= t.last_day where i.id = ${row}.item_id)`;
}

const TABLES = `
create table money_plans (
	id text primary key, control_id text not null references controls (id), valid_from text not null, edition integer not null,
	confidence_permille integer not null, tolerable_ore integer not null, year_ore integer not null, expected_errors integer not null,
	method text not null, reason text not null, decided_at text not null, decided_by text not null references people (id),
	unique (control_id, valid_from, edition)
);
create table money_draws (
	id text primary key, draw_id text not null unique references draws (id), method text not null, n integer not null, top_n integer not null,
	top_ore integer not null, points integer not null, rest_ore integer not null, random_start integer,
	credit_n integer not null, credit_ore integer not null
);
create table money_items (
	item_id text primary key references sample_items (id), in_top integer not null, points integer not null
);
create table invoice_checks (
	id text primary key, item_id text not null unique references sample_items (id), hours_invoiced integer, hours_unit integer,
	unit_by text not null, unit_on text, hours_supplier integer, supplier_by text not null, supplier_on text,
	rate_ore integer, audited_ore integer, note text not null, checked_at text not null,
	checked_by text not null references people (id), version integer not null
);
`;
