import { type AnyDb, makeAppendOnly, runDdl } from "../../dialect/ddl.ts";
import { makeEvidence } from "./evidence.ts";
import { freezeCorrected, freezePopulations, freezeSwaps } from "./frozen.ts";
import { guardFrames, makeLedger } from "./ledger.ts";

/** Controls, purchases in, frozen populations, draws, runs with their answers, deviations, evidence, and the forms of their own. */
export async function up(db: AnyDb): Promise<void> {
	for (const tables of [CONTROLS, POPULATIONS]) await runDdl(db, tables);
	await makeLedger(db);
	for (const tables of [CORRECTIONS, RUNS, FINDINGS, SAMPLE_PLANS, HITS, BALANCES, CASH, INVOICES]) {
		await runDdl(db, tables);
	}
	await makeEvidence(db);
	for (const table of APPEND_ONLY) await makeAppendOnly(db, table);
	await freezePopulations(db);
	await freezeCorrected(db);
	await guardFrames(db);
	await freezeSwaps(db);
}

const APPEND_ONLY = [
	"purchase_sources",
	"purchase_files",
	"unit_codes",
	"frame_rules",
	"population_strata",
	"population_corrections",
	"correction_lines",
	"sample_plans",
	"sample_plan_rates",
	"late_strata",
	"second_looks",
	"agreement_lists",
	"agreements",
	"balance_files",
	"account_balances",
	"cash_orders",
	"money_plans",
	"money_draws",
	"money_items",
];

const CONTROLS = `
create table checklists (
	id text primary key, key text not null, edition integer not null, title text not null, unique (key, edition)
);
create table check_questions (
	id text primary key, checklist_id text not null references checklists (id), position integer not null, text text not null,
	help text not null, is_key integer not null, asks_cause integer not null, may_be_not_applicable integer not null,
	not_applicable_reason text not null, asked_when_no integer, answered_by text, finding text not null, causes text not null,
	unique (checklist_id, position)
);
create table controls (
	id text primary key, plan_id text not null references plans (id), risk_id text not null references risks (id),
	measure_id text references measures (id), key text not null, title text not null, method text not null,
	frequency text not null, population_kind text not null, sample_size integer not null, reserve_count integer not null,
	checklist_id text references checklists (id), owner_id text references people (id), due_working_days integer not null,
	starts_on text not null, ended_on text, dropped_reason text, version integer not null, unique (plan_id, key)
);
create index controls_risk on controls (risk_id);
create table control_units (
	id text primary key, control_id text not null references controls (id), unit_id text not null references org_units (id),
	performer_id text references people (id), reviewer_id text references people (id),
	valid_from text not null, valid_to text, version integer not null, unique (control_id, unit_id)
);
create index control_units_unit on control_units (unit_id);
create index control_units_performer on control_units (performer_id);
create index control_units_reviewer on control_units (reviewer_id);
`;

const POPULATIONS = `
create table purchase_sources (
	id text primary key, name text not null unique, created_at text not null, created_by text not null references people (id)
);
create table purchase_mappings (
	source_id text not null references purchase_sources (id), heading text not null, field text not null, created_at text not null,
	created_by text not null references people (id), primary key (source_id, heading)
);
create table unit_codes (
	id text primary key, pattern text not null, unit_id text references org_units (id), valid_from text not null,
	created_at text not null, created_by text not null references people (id)
);
create index unit_codes_pattern on unit_codes (pattern, valid_from);
create table frame_rules (
	id text primary key, control_id text not null references controls (id), kind text not null, pattern text not null,
	effect text not null, valid_from text not null, reason text not null, created_at text not null,
	created_by text not null references people (id)
);
create index frame_rules_control on frame_rules (control_id, valid_from);
create table purchase_files (
	id text primary key, period_key text not null, file_name text not null, sha256 text not null unique, bytes integer not null,
	encoding text not null, delimiter text not null, columns text not null, rows integer not null, refused text not null,
	sum_ore integer not null, imported_at text not null, imported_by text not null references people (id),
	source_id text references purchase_sources (id)
);
create index purchase_files_source on purchase_files (source_id);
create table draws (
	id text primary key, control_id text not null references controls (id), period_key text not null, draw_id text not null unique,
	commitment text not null, secret_encrypted text not null, secret text, public_value text, planned_at text not null,
	drawn_at text, drawn_by text references people (id), reason text not null, version integer not null
);
create index draws_control on draws (control_id, period_key);
create table populations (
	id text primary key, draw_id text not null unique references draws (id), control_id text not null references controls (id),
	period_key text not null, file_id text not null references purchase_files (id), cut_off text not null, filter text not null,
	limit_ore integer not null, unit_basis text not null, vat_basis text not null, counted text not null default 'whole', n integer not null, sum_ore integer not null,
	digest text not null, frozen_at text not null, frozen_by text not null references people (id),
	checklist_id text references checklists (id), terms text not null
);
create index populations_control on populations (control_id, period_key);
create table population_strata (
	population_id text not null references populations (id), unit_id text not null references org_units (id),
	n integer not null, sum_ore integer not null, primary key (population_id, unit_id)
);
`;

const CORRECTIONS = `
create table population_corrections (
	id text primary key, population_id text not null references populations (id), edition integer not null,
	file_id text not null unique references purchase_files (id), successor_id text unique references populations (id),
	reason text not null, corrected_at text not null, corrected_by text not null references people (id), unique (population_id, edition)
);
create table correction_lines (
	correction_id text not null references population_corrections (id), item_key text not null, kind text not null,
	unit_id text not null references org_units (id), line_id integer not null references ledger_rows (id), old_amount_ore integer,
	new_amount_ore integer, note text not null, primary key (correction_id, item_key)
);
create index correction_lines_line on correction_lines (line_id);
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
create index control_runs_days on control_runs (control_id, last_day);
create index control_runs_results on control_runs (control_id, unit_id, result);
create index control_runs_signed on control_runs (signed_at, unit_id);
create index control_runs_signed_by on control_runs (signed_by);
create index control_runs_reviewed_by on control_runs (reviewed_by);
create table sample_items (
	id text primary key, run_id text not null references control_runs (id), line_id integer not null references ledger_rows (id),
	position integer not null, rank integer, hash text, kind text not null, status text not null, reason text not null,
	replaces_id text references sample_items (id), version integer not null, unique (run_id, line_id)
);
create index sample_items_kinds on sample_items (run_id, status, kind);
create index sample_items_line on sample_items (line_id);
create table swaps (
	id text primary key, run_id text not null references control_runs (id), position integer not null,
	item_id text not null unique references sample_items (id), by_item_id text not null unique references sample_items (id),
	kind text not null, unit_id text references org_units (id), note text not null, proposed_at text not null,
	proposed_by text not null references people (id), decision text, decision_note text not null, decided_at text,
	decided_by text references people (id), version integer not null
);
create index swaps_run on swaps (run_id, position);
create table second_looks (
	id text primary key, control_id text not null references controls (id), unit_id text not null references org_units (id),
	items integer not null, reason text not null, decided_at text not null, decided_by text not null references people (id),
	unique (control_id, unit_id)
);
create table check_answers (
	id text primary key, item_id text not null references sample_items (id), question_id text not null references check_questions (id),
	answer text not null, comment text not null, cause_code text, together integer not null, draft text, answered_at text not null,
	answered_by text not null references people (id), version integer not null, unique (item_id, question_id)
);
create index check_answers_not_applicable on check_answers (item_id, question_id) where answer = 'not_applicable';
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
create index deviations_found_at on deviations (found_at);
`;

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
	found_at text not null, version integer not null, card_key text not null default '', surprise integer not null default 0,
	hidden_by text references ledger_hits (id), unique (rule, cluster_key)
);
create index ledger_hits_status on ledger_hits (status, last_date);
create index ledger_hits_unit on ledger_hits (unit_id, status);
create index ledger_hits_card on ledger_hits (card_key);
create index ledger_hits_hidden on ledger_hits (hidden_by);
create table ledger_hit_lines (
	hit_id text not null references ledger_hits (id), line_id integer not null references ledger_rows (id), primary key (hit_id, line_id)
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

const BALANCES = `
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
	commitment text not null, secret_encrypted text not null, planned_at text not null, planned_by text not null references people (id),
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

/** Invoices of hired staff: sizes in kronor, draws in proportion to the amount, and what each drawn invoice ought to have been. */
const INVOICES = `
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
