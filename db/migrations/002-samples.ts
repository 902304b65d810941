import { type AnyDb, makeAppendOnly, runDdl } from "../dialect/ddl.ts";

/** Purchases in, frozen populations, draws, runs with their answers, deviations and evidence. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, POPULATIONS);
	await runDdl(db, RUNS);
	await runDdl(db, FINDINGS);
	await runDdl(db, PERIODS);
	await makeAppendOnly(db, "ledger_lines");
	await makeAppendOnly(db, "evidence");
}

const POPULATIONS = `
create table purchase_mappings (
	heading text primary key, field text not null, created_at text not null, created_by text not null references people (id)
);
create table purchase_files (
	id text primary key, period_key text not null, file_name text not null, sha256 text not null unique, bytes integer not null,
	encoding text not null, delimiter text not null, columns text not null, rows integer not null, refused text not null,
	sum_ore integer not null, imported_at text not null, imported_by text not null references people (id)
);
create table draws (
	id text primary key, control_id text not null references controls (id), period_key text not null, draw_id text not null unique,
	commitment text not null, secret_sealed text not null, secret text, public_value text, planned_at text not null,
	drawn_at text, drawn_by text references people (id), reason text not null, version integer not null
);
create index draws_control on draws (control_id, period_key);
create table populations (
	id text primary key, draw_id text not null unique references draws (id), control_id text not null references controls (id),
	period_key text not null, file_id text not null references purchase_files (id), cut_off text not null, filter text not null,
	limit_ore integer not null, unit_basis text not null, vat_basis text not null, n integer not null, sum_ore integer not null,
	digest text not null, frozen_at text not null, frozen_by text not null references people (id)
);
create index populations_control on populations (control_id, period_key);
create table population_strata (
	population_id text not null references populations (id), unit_id text not null references org_units (id),
	n integer not null, sum_ore integer not null, primary key (population_id, unit_id)
);
create table ledger_lines (
	id text primary key, file_id text not null references purchase_files (id), population_id text references populations (id),
	frame_key text, item_key text not null, unit_id text not null references org_units (id), amount_ore integer not null,
	line_no integer not null, company text not null, voucher_no text not null, order_no text not null, invoice_no text not null,
	supplier_no text not null, supplier_name text not null, account text not null, account_text text not null,
	booking_date text not null, registered_at text not null, text text not null, requisitioner text not null,
	receiver text not null, approver text not null, agreement_no text not null, unique (frame_key, item_key)
);
create index ledger_lines_population on ledger_lines (population_id, unit_id);
create index ledger_lines_file on ledger_lines (file_id);
`;

const RUNS = `
create table control_runs (
	id text primary key, control_id text not null references controls (id), unit_id text not null references org_units (id),
	period_key text not null, first_day text not null, last_day text not null, due_on text not null, status text not null,
	performer_id text references people (id), reviewer_id text references people (id), draw_id text references draws (id),
	population_n integer, population_sum_ore integer, result text, result_reason text not null,
	signed_at text, signed_by text references people (id), is_late integer not null,
	reviewed_at text, reviewed_by text references people (id), review_note text not null,
	version integer not null, unique (control_id, unit_id, period_key)
);
create index control_runs_unit on control_runs (unit_id, period_key);
create index control_runs_performer on control_runs (performer_id, status);
create index control_runs_reviewer on control_runs (reviewer_id, status);
create index control_runs_draw on control_runs (draw_id);
create index control_runs_status on control_runs (status, due_on);
create index control_runs_last_day on control_runs (last_day);
create index control_runs_period on control_runs (period_key, control_id);
create table sample_items (
	id text primary key, run_id text not null references control_runs (id), line_id text not null references ledger_lines (id),
	position integer not null, rank integer, hash text, kind text not null, status text not null, reason text not null,
	replaces_id text references sample_items (id), version integer not null, unique (run_id, line_id)
);
create table check_answers (
	id text primary key, item_id text not null references sample_items (id), question_id text not null references check_questions (id),
	answer text not null, comment text not null, cause_code text, answered_at text not null,
	answered_by text not null references people (id), version integer not null, unique (item_id, question_id)
);
`;

const FINDINGS = `
create table deviations (
	id text primary key, number integer not null unique, unit_id text not null references org_units (id),
	risk_id text not null references risks (id), run_id text references control_runs (id), item_id text references sample_items (id),
	question_id text references check_questions (id), title text not null, description text not null, severity text not null,
	cause_code text, root_cause text not null, direct_fix text not null, plan text not null, owner_id text references people (id),
	due_on text, status text not null, effect_check text not null, found_at text not null, found_by text not null references people (id),
	closed_at text, closed_by text references people (id), version integer not null, unique (item_id, question_id)
);
create index deviations_unit on deviations (unit_id, status);
create index deviations_run on deviations (run_id);
create index deviations_risk on deviations (risk_id);
create index deviations_owner on deviations (owner_id, status);
create index deviations_found_by on deviations (found_by);
create table evidence (
	id text primary key, parent_kind text not null, parent_id text not null, unit_id text not null references org_units (id),
	series_id text not null, edition integer not null, file_name text not null, content_type text not null, bytes integer not null,
	sha256 text not null, note text not null, uploaded_at text not null, uploaded_by text not null references people (id),
	unique (series_id, edition)
);
create index evidence_parent on evidence (parent_kind, parent_id);
create index evidence_sha256 on evidence (sha256);
`;

const PERIODS = `
create table reporting_periods (
	id text primary key, key text not null unique, board_id text not null references boards (id), name text not null,
	kind text not null, year integer not null, first_day text not null, cut_off text not null, deadline text not null, version integer not null
);
`;
