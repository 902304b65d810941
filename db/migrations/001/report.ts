import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";
import { freezeFindings, freezeReceived, freezeWords } from "./sealed.ts";

/** Reporting periods, what is written and assessed in them, their closing, the region's own workbooks, and recommendations. */
export async function up(db: AnyDb): Promise<void> {
	for (const tables of [
		PERIODS,
		SEALS,
		ASSESSMENTS,
		GOVERNANCE,
		TEMPLATES,
		RECOMMENDATIONS,
		PAPERS,
		COVERAGE,
		MEETINGS,
		REGION,
		INVENTORY,
	])
		await runDdl(db, tables);
	for (const table of [
		"period_seals",
		"decision_papers",
		...COVERAGE_TABLES,
		...REGION_TABLES,
		...INVENTORY_TABLES,
		"recommendation_links",
	])
		await makeAppendOnly(db, table);
	// what is withdrawn is asked of nobody any more, in whatever words
	for (const table of ["region_answers", "region_wordings"])
		await refuse(db, table, "insert", "exists (select 1 from region_withdrawals w where w.item_id = new.item_id)");
	await guardAnswers(db);
	await freezeWords(db);
	await freezeFindings(db);
	// a file that has been taken in is never exchanged under its name, and never removed
	await refuse(db, "report_templates", "update", "old.content <> new.content or old.sha256 <> new.sha256");
	await refuse(db, "report_templates", "delete", "1 = 1");
	await makeAppendOnly(db, "paper_templates");
	await refuse(db, "recommendations", "delete", "1 = 1");
	await keepGovernance(db);
	for (const table of ["board_meetings", "meeting_matters"]) await refuse(db, table, "delete", "1 = 1");
	// that it was sent there, and that its papers were handed in, is never taken back: it goes elsewhere as a matter of its own
	await refuse(
		db,
		"meeting_matters",
		"update",
		"old.removed_reason is not null or old.delivered_at is not null and new.delivered_at is null",
	);
	await freezeReceived(db);
}

/**
 * An answer says one thing: a risk it became, one thing it was merged into, or why not. It is merged into one that stands: neither into
 * itself nor into one that has been answered, so that no chain leads back to where it began.
 */
async function guardAnswers(db: AnyDb): Promise<void> {
	const whole = [
		"new.outcome = 'taken' and new.risk_id is not null and new.into_id is null",
		"new.outcome = 'merged' and (new.risk_id is null) <> (new.into_id is null)",
		"new.outcome = 'declined' and new.risk_id is null and new.into_id is null and new.reason <> ''",
	].join(" or ");
	const answered = "exists (select 1 from proposal_answers a where a.proposal_id = new.into_id)";
	const ring = `new.into_id is not null and (new.into_id = new.proposal_id or ${answered})`;
	await refuse(db, "proposal_answers", "insert", `not (${whole}) or ${ring}`);
}

/** The plan's rows and figures are corrected, never taken away, and never moved to another board, year or row. */
async function keepGovernance(db: AnyDb): Promise<void> {
	const same = (columns: readonly string[]) => columns.map((column) => `new.${column} <> old.${column}`).join(" or ");
	await refuse(db, "governance_items", "update", same(["id", "board_id", "year", "kind"]));
	await refuse(db, "governance_figures", "update", same(["id", "item_id", "label", "year", "unit"]));
	for (const table of ["governance_items", "governance_figures"]) await refuse(db, table, "delete", "1 = 1");
}

const PAPERS = `
create table decision_papers (
	id text primary key, kind text not null, subject_id text not null, round integer not null, edition integer not null,
	board_id text not null references boards (id), year integer not null, occasion text not null,
	service text not null, officer text not null, meeting_on text, registry_no text not null,
	proposal text not null, summary text not null, preparation text not null, perspectives text not null, economy text not null,
	follow_up text not null, documents text not null, sent_to text not null,
	written_at text not null, written_by text not null references people (id), unique (kind, subject_id, round, edition)
);
create index decision_papers_board on decision_papers (board_id, kind, year);
`;

const COVERAGE_TABLES = ["risk_area_versions", "risk_area_links", "coverage_statements"];

/** The coverage map. A place is a verksamhet of the plan or empty, and an area may be one of the product's own: neither is a row to point at. */
const COVERAGE = `
create table risk_area_versions (
	id text primary key, board_id text not null references boards (id), area text not null, number integer not null, name text not null,
	retired_reason text not null, written_at text not null, written_by text not null references people (id),
	unique (board_id, area, number)
);
create table risk_area_links (
	id text primary key, risk_id text not null references risks (id), number integer not null, area text not null,
	written_at text not null, written_by text not null references people (id), unique (risk_id, number)
);
create table coverage_statements (
	id text primary key, plan_id text not null references plans (id), area text not null, place text not null, number integer not null,
	state text not null, routine text not null, owner text not null, reason text not null,
	written_at text not null, written_by text not null references people (id), unique (plan_id, area, place, number)
);
`;

/** The calendar of each nämnd, and what goes to which meeting. */
const MEETINGS = `
create table board_meetings (
	id text primary key, board_id text not null references boards (id), kind text not null, held_on text not null,
	papers_due_on text not null, cancelled_reason text, version integer not null
);
create unique index board_meetings_day on board_meetings (board_id, kind, held_on) where cancelled_reason is null;
create index board_meetings_held on board_meetings (held_on);
create table meeting_matters (
	id text primary key, meeting_id text not null references board_meetings (id), subject_kind text not null,
	subject_id text not null, added_at text not null, added_by text not null references people (id),
	delivered_at text, delivered_by text references people (id), removed_reason text, version integer not null
);
create unique index meeting_matters_once on meeting_matters (meeting_id, subject_kind, subject_id) where removed_reason is null;
create index meeting_matters_subject on meeting_matters (subject_kind, subject_id);
`;

const REGION_TABLES = ["region_items", "region_wordings", "region_withdrawals", "region_answers"];

/** What the region sends to every board. The board's plan is not touched by it: the answers stand beside it, in the board's reports. */
const REGION = `
create table region_items (
	id text primary key, region_id text not null references org_units (id), year integer not null, number integer not null,
	kind text not null, title text not null, pushed_at text not null, pushed_by text not null references people (id),
	unique (region_id, year, number), unique (region_id, year, kind, title)
);
create table region_wordings (
	id text primary key, item_id text not null references region_items (id), number integer not null, text text not null,
	written_at text not null, written_by text not null references people (id), unique (item_id, number)
);
create table region_withdrawals (
	id text primary key, item_id text not null unique references region_items (id), reason text not null,
	withdrawn_at text not null, withdrawn_by text not null references people (id)
);
create table region_answers (
	id text primary key, item_id text not null references region_items (id), board_id text not null references boards (id),
	period_id text not null references reporting_periods (id), edition integer not null, wording integer not null,
	status text not null, answer text not null, written_at text not null, written_by text not null references people (id),
	unique (item_id, period_id, edition)
);
create index region_answers_period on region_answers (period_id);
`;

const INVENTORY_TABLES = ["risk_proposals", "proposal_answers"];

/** The inventory: what is proposed for a year's plan, and what each proposal was answered. The row it was made of may be of many kinds. */
const INVENTORY = `
create table risk_proposals (
	id text primary key, board_id text not null references boards (id), year integer not null, number integer not null,
	unit_id text not null references org_units (id), title text not null, cause text not null, effect text not null,
	seen_where text not null, source_kind text, source_id text, source_title text not null,
	proposed_at text not null, proposed_by text not null references people (id), unique (board_id, year, number)
);
create index risk_proposals_by on risk_proposals (proposed_by);
create index risk_proposals_source on risk_proposals (source_kind, source_id);
create table proposal_answers (
	id text primary key, proposal_id text not null unique references risk_proposals (id), outcome text not null,
	risk_id text references risks (id), into_id text references risk_proposals (id), reason text not null,
	answered_at text not null, answered_by text not null references people (id)
);
create index proposal_answers_risk on proposal_answers (risk_id);
create index proposal_answers_into on proposal_answers (into_id);
`;

const PERIODS = `
create table reporting_periods (
	id text primary key, key text not null unique, board_id text not null references boards (id), name text not null,
	kind text not null, year integer not null, first_day text not null, cut_off text not null, deadline text not null, version integer not null
);
create table follow_ups (
	id text primary key, period_id text not null references reporting_periods (id), subject_kind text not null, subject_id text not null,
	status text, result text not null, analysis text not null, new_measure text not null, next_year integer not null,
	written_at text not null, written_by text not null references people (id), completed_at text,
	completed_by text references people (id), version integer not null, unique (period_id, subject_kind, subject_id)
);
create index follow_ups_written_by on follow_ups (written_by);
create table period_deliveries (
	id text primary key, period_id text not null references reporting_periods (id), what text not null,
	person_id text not null references people (id), due_on text not null, delivered_at text,
	delivered_by text references people (id), version integer not null
);
create index period_deliveries_period on period_deliveries (period_id, due_on);
create table reminders (
	id text primary key, period_id text not null references reporting_periods (id), person_id text not null references people (id),
	day text not null, matters integer not null, sent_at text not null, sent_by text not null references people (id),
	unique (period_id, person_id, day)
);
create index reminders_person on reminders (person_id);
`;

/** `content` is ten million characters and stands last: SQLite walks through it to whatever stands after. */
const SEALS = `
create table period_seals (
	id text primary key, period_id text not null references reporting_periods (id), board_id text not null references boards (id),
	edition integer not null, first_day text not null, cut_off text not null, found_before text not null, reason text not null,
	digest text not null, trail_seq integer not null, trail_hash text not null, signature text not null,
	key_fingerprint text not null, sealed_at text not null, sealed_by text not null references people (id),
	-- megabytes stand last: SQLite walks through what stands before a column to read it
	difference text not null, content text not null,
	unique (period_id, edition)
);
create index period_seals_board on period_seals (board_id, first_day, cut_off);
create table period_corrections (
	id text primary key, period_id text not null references reporting_periods (id), reason text not null, opened_at text not null,
	opened_by text not null references people (id), sealed_edition integer
);
create unique index period_corrections_open on period_corrections (period_id) where sealed_edition is null;
`;

const ASSESSMENTS = `
create table assessments (
	id text primary key, key text not null unique, period_id text references reporting_periods (id), year integer not null,
	level text not null, unit_id text not null references org_units (id), state text not null,
	prepared_by text references people (id), prepared_at text, approved_by text references people (id), approved_at text,
	return_reason text not null, early_reason text not null default '', decided_on text, decision_paragraph text,
	registry_no text, version integer not null
);
create index assessments_period on assessments (period_id);
create index assessments_year on assessments (year, level);
create table assessment_parts (
	id text primary key, assessment_id text not null references assessments (id), requirement text not null, grade text not null,
	suggested text, reasons text not null, deficiencies text not null, departure_reason text not null, written_at text not null,
	written_by text not null references people (id), version integer not null, unique (assessment_id, requirement)
);
`;

const GOVERNANCE = `
create table governance_items (
	id text primary key, board_id text not null references boards (id), year integer not null, kind text not null,
	position integer not null, number text not null, title text not null, details text not null,
	owner_id text references people (id), budget_ore integer, parent_id text references governance_items (id),
	same_as_id text references governance_items (id), chapter text not null, source text not null, org_unit_id text references org_units (id), receiver text not null,
	report_back_to text not null, report_back_on text, unit text not null, comparison text, target integer, target_upper integer,
	baseline integer, baseline_year integer, signed integer not null, version integer not null,
	unique (board_id, year, kind, position)
);
create index governance_items_parent on governance_items (parent_id);
create index governance_items_same_as on governance_items (same_as_id);
create index governance_items_org_unit on governance_items (org_unit_id);
create table governance_figures (
	id text primary key, item_id text not null references governance_items (id), label text not null, year integer not null,
	unit text not null, value integer not null, version integer not null, unique (item_id, label)
);
create table governance_statuses (
	id text primary key, period_id text not null references reporting_periods (id),
	item_id text not null references governance_items (id), status text, comment text not null, outcome_ore integer,
	forecast_ore integer, reported_back_on text, written_at text not null, written_by text not null references people (id),
	version integer not null, unique (period_id, item_id)
);
create index governance_statuses_item on governance_statuses (item_id);
create table dialogues (
	id text primary key, period_id text not null unique references reporting_periods (id), held_on text not null,
	participants text not null, notes text not null, version integer not null
);
create table dialogue_points (
	id text primary key, dialogue_id text not null references dialogues (id), text text not null,
	person_id text references people (id), due_on text, status text not null, outcome text not null, version integer not null
);
create index dialogue_points_dialogue on dialogue_points (dialogue_id);
`;

const TEMPLATES = `
create table paper_templates (
	id text primary key, board_id text not null references boards (id), number integer not null, file_name text not null,
	sha256 text not null, content text not null, written_at text not null,
	written_by text not null references people (id), unique (board_id, number)
);
create table report_templates (
	id text primary key, board_id text not null references boards (id), name text not null, file_name text not null,
	sha256 text not null, content text not null, anchors text not null, mapping text not null, uploaded_at text not null,
	uploaded_by text not null references people (id), version integer not null, unique (board_id, name)
);
`;

/** From revision and tillsyn, followed across years. */
const RECOMMENDATIONS = `
create table recommendations (
	id text primary key, board_id text not null references boards (id), number integer not null, source text not null,
	issuer text not null, received_on text not null, title text not null, text text not null, requirements text not null,
	owner_id text references people (id), due_on text, answer text not null, decided text not null, carried_out text not null,
	reported_back text not null, remaining_need text not null, status text not null, closed_on text,
	registered_at text not null, version integer not null, unique (board_id, number)
);
create index recommendations_board on recommendations (board_id, received_on);
create index recommendations_owner on recommendations (owner_id, status);
create table recommendation_links (
	id text primary key, recommendation_id text not null references recommendations (id), number integer not null,
	subject_kind text not null, subject_id text not null, linked integer not null, written_at text not null,
	written_by text not null references people (id), unique (recommendation_id, number)
);
create index recommendation_links_subject on recommendation_links (subject_kind, subject_id);
`;
