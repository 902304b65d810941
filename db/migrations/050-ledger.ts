import { type AnyDb, makeAppendOnly, runDdl } from "../dialect/ddl.ts";

/** Dated sample plans, late lines of a completed period, hits of the rules over every line, and agreements. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, SAMPLE_PLANS);
	await runDdl(db, HITS);
	await makeAppendOnly(db, "sample_plans");
	await makeAppendOnly(db, "sample_plan_rates");
	await makeAppendOnly(db, "late_strata");
	await makeAppendOnly(db, "agreement_lists");
	await makeAppendOnly(db, "agreements");
}

const SAMPLE_PLANS = `
create table sample_plans (
	id text primary key, control_id text not null references controls (id), valid_from text not null, edition integer not null,
	confidence_permille integer not null, level text not null, expected_deviations integer not null, two_stage integer not null,
	months integer not null, reason text not null, decided_at text not null, decided_by text not null references people (id),
	unique (control_id, valid_from, edition)
);
create table sample_plan_rates (
	plan_id text not null references sample_plans (id), question_id text not null references check_questions (id),
	tolerable_permille integer not null, primary key (plan_id, question_id)
);
create table late_strata (
	id text primary key, run_id text not null unique references control_runs (id), n integer not null, sum_ore integer not null,
	threshold_hash text not null, framed_from text not null, reason text not null, added_at text not null, added_by text not null references people (id)
);
`;

const HITS = `
create table ledger_rule_runs (
	id text primary key, file_id text references purchase_files (id), started_at text not null, finished_at text,
	from_day text not null, year_from text not null, lines_now integer not null, lines_earlier integer not null,
	hits_new integer not null, hits_grown integer not null, problem text not null
);
create table ledger_hits (
	id text primary key, rule text not null, cluster_key text not null, unit_id text not null references org_units (id),
	title text not null, supplier_no text not null, supplier_name text not null, first_date text not null, last_date text not null,
	line_count integer not null, sum_ore integer not null, status text not null, reason text not null,
	judged_at text, judged_by text references people (id), deviation_id text references deviations (id),
	found_at text not null, version integer not null, unique (rule, cluster_key)
);
create index ledger_hits_status on ledger_hits (status, last_date);
create index ledger_hits_unit on ledger_hits (unit_id, status);
create table ledger_hit_lines (
	hit_id text not null references ledger_hits (id), line_id text not null references ledger_lines (id), primary key (hit_id, line_id)
);
create index ledger_hit_lines_line on ledger_hit_lines (line_id);
create table agreement_lists (
	id text primary key, unit_id text not null references org_units (id), edition integer not null, file_name text not null, sha256 text not null,
	rows integer not null, imported_at text not null, imported_by text not null references people (id), unique (unit_id, edition)
);
create table agreements (
	id text primary key, list_id text not null references agreement_lists (id), supplier_no text not null,
	supplier_name text not null, agreement_no text not null, valid_from text not null, valid_to text, line_no integer not null
);
create index agreements_list on agreements (list_id, supplier_no);
`;
