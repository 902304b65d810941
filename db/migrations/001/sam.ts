import { type AnyDb, makeAppendOnly, runDdl } from "../../dialect/ddl.ts";

/** The yearly follow-up of the work-environment tasks: questions, rounds, reviews, actions, signatures, returns, allocations. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, ROUNDS);
	await runDdl(db, ANSWERS);
	await runDdl(db, AFTERWARDS);
	for (const table of ["sam_question_sets", "sam_questions", "sam_answers"]) await makeAppendOnly(db, table);
}

const ROUNDS = `
create table sam_question_sets (
	id text primary key, edition integer not null unique, reason text not null, created_at text not null,
	created_by text not null references people (id)
);
create table sam_questions (
	id text primary key, set_id text not null references sam_question_sets (id), position integer not null, key text not null,
	text text not null, help text not null, unique (set_id, position), unique (set_id, key)
);
create table sam_rounds (
	id text primary key, unit_id text not null references org_units (id), year integer not null,
	set_id text not null references sam_question_sets (id), status text not null, population_on text not null,
	opens_on text not null, remind_on text not null, closes_on text not null, allows_late integer not null,
	version integer not null, unique (unit_id, year)
);
create table sam_reviews (
	id text primary key, round_id text not null references sam_rounds (id), unit_id text not null references org_units (id),
	unit_name text not null, unit_kind text not null, parent_id text references org_units (id),
	manager_id text references people (id), manager_name text not null, state text not null, marks text not null,
	participants text not null, rep_stand text, rep_name text not null, rep_on text, rep_text text not null,
	noted_version integer not null, noted_form text not null, added_at text not null, ended_at text, end_note text not null, version integer not null, unique (round_id, unit_id)
);
create index sam_reviews_manager on sam_reviews (manager_id, round_id);
create index sam_reviews_unit on sam_reviews (unit_id);
create index sam_reviews_parent on sam_reviews (round_id, parent_id);
`;

const ANSWERS = `
create table sam_answers (
	id text primary key, review_id text not null references sam_reviews (id), question_id text not null references sam_questions (id),
	version integer not null, answer text not null, comment text not null, copied_from text, form_id text not null,
	answered_at text not null, answered_by text not null references people (id), unique (review_id, question_id, version)
);
create index sam_answers_by on sam_answers (answered_by);
create table sam_actions (
	id text primary key, round_id text not null references sam_rounds (id), review_id text not null references sam_reviews (id),
	unit_id text not null references org_units (id), question_id text not null references sam_questions (id),
	question_key text not null, what text not null, who text not null, due_on text, status text not null, note text not null,
	done_at text, version integer not null, unique (review_id, question_id)
);
create index sam_actions_round on sam_actions (round_id, status);
create index sam_actions_unit on sam_actions (unit_id, status, due_on);
`;

const AFTERWARDS = `
create table sam_signatures (
	id text primary key, review_id text not null references sam_reviews (id), signed_at text not null,
	signed_by text not null references people (id), signed_by_name text not null, signed_for text, is_late integer not null,
	digest text not null, reopened_at text, reopen_reason text not null
);
create unique index sam_signatures_live on sam_signatures (review_id) where reopened_at is null;
create index sam_signatures_review on sam_signatures (review_id);
create index sam_signatures_by on sam_signatures (signed_by);
create table sam_statements (
	id text primary key, review_id text not null references sam_reviews (id), person_id text not null references people (id),
	person_name text not null, stand text not null, text text not null, stated_at text not null, reopened_at text
);
create unique index sam_statements_live on sam_statements (review_id, person_id) where reopened_at is null;
create table sam_reconciliations (
	id text primary key, review_id text not null references sam_reviews (id), works text not null, authority text not null,
	resources text not null, knowledge text not null, support text not null, outcome text not null, outcome_text text not null,
	reconciled_at text not null, reconciled_by text not null references people (id), reconciled_by_name text not null,
	reconciled_for text, reopened_at text
);
create unique index sam_reconciliations_live on sam_reconciliations (review_id) where reopened_at is null;
create index sam_reconciliations_review on sam_reconciliations (review_id);
create table sam_returns (
	id text primary key, round_id text not null references sam_rounds (id), review_id text not null references sam_reviews (id),
	unit_id text not null references org_units (id), manager_id text not null references people (id), manager_name text not null,
	what text not null, why text not null, from_on text not null, state text not null, raised_at text not null,
	raised_by text not null references people (id), acknowledge_by text not null, acknowledged_at text,
	acknowledged_by_name text not null, answer text not null, replacement_id text references people (id),
	replacement_name text not null, replaced_from text, version integer not null
);
create unique index sam_returns_live on sam_returns (review_id) where state <> 'replaced';
create index sam_returns_round on sam_returns (round_id);
create table sam_allocations (
	id text primary key, unit_id text not null references org_units (id), manager_id text not null references people (id),
	manager_name text not null, tasks text not null, other_tasks text not null, registry_no text not null, allocated_on text not null,
	allocated_by text not null references people (id), allocated_by_name text not null, allocated_for text,
	acknowledged_at text, ended_at text, end_note text not null, version integer not null
);
create unique index sam_allocations_live on sam_allocations (unit_id) where ended_at is null;
create index sam_allocations_unit on sam_allocations (unit_id);
create index sam_allocations_manager on sam_allocations (manager_id);
`;
