import { type AnyDb, makeAppendOnly, runDdl } from "../dialect/ddl.ts";

/** Organisation, people, plan, risks, measures, controls, and the trail over all of it. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, ORGANISATION);
	await runDdl(db, PLAN);
	await runDdl(db, CONTROLS);
	await runDdl(db, TRAIL);
	await makeAppendOnly(db, "events");
	await runDdl(db, SYSTEM_PERSON);
}

const ORGANISATION = `
create table org_units (
	id text primary key, kind text not null, code text unique, name text not null, sort_name text not null,
	parent_id text references org_units (id), valid_from text not null, valid_to text, version integer not null
);
create index org_units_parent on org_units (parent_id);
create table boards (
	id text primary key, name text not null, unit_id text not null references org_units (id),
	valid_from text not null, valid_to text, version integer not null
);
create table people (
	id text primary key, name text not null, sort_name text not null, email text unique, ledger_name text,
	created_at text not null, ended_at text, version integer not null
);
create table roles (
	id text primary key, person_id text not null references people (id), role text not null,
	unit_id text not null references org_units (id), valid_from text not null, valid_to text,
	substitute_for text references people (id), version integer not null
);
create index roles_person on roles (person_id);
create index roles_unit on roles (unit_id, role);
create table sessions (
	id text primary key, person_id text not null references people (id), created_at text not null,
	expires_at text not null, ended_at text
);
create table settings (
	id text primary key, key text not null, value text not null, valid_from text not null,
	created_at text not null, created_by text not null references people (id), unique (key, valid_from)
);
`;

const PLAN = `
create table plans (
	id text primary key, board_id text not null references boards (id), year integer not null, status text not null,
	scale text not null, decided_on text, decision_paragraph text, registry_no text, carried_from text references plans (id),
	version integer not null, unique (board_id, year)
);
create table areas (
	id text primary key, plan_id text not null references plans (id), name text not null, position integer not null,
	unique (plan_id, name)
);
create table risks (
	id text primary key, plan_id text not null references plans (id), area_id text not null references areas (id),
	number integer not null, title text not null, description text not null, cause text not null, effect text not null,
	scope text not null, requirements text not null, origin text not null, owner_id text references people (id),
	inherent_likelihood integer, inherent_impact integer, inherent_reason text not null,
	residual_likelihood integer, residual_impact integer, residual_reason text not null,
	treatment text, treatment_reason text not null, treatment_decider_id text references people (id),
	carried_from text references risks (id), version integer not null, unique (plan_id, number)
);
create index risks_area on risks (area_id);
create index risks_owner on risks (owner_id);
create table measures (
	id text primary key, risk_id text not null references risks (id), position integer not null, title text not null,
	kind text not null, performer_text text not null, support text not null, owner_id text references people (id),
	due_on text, status text not null, status_reason text not null, effect_tested text not null, effect_note text not null,
	carried_from text references measures (id), version integer not null, unique (risk_id, position)
);
create index measures_owner on measures (owner_id);
`;

const CONTROLS = `
create table checklists (
	id text primary key, key text not null, edition integer not null, title text not null, unique (key, edition)
);
create table check_questions (
	id text primary key, checklist_id text not null references checklists (id), position integer not null, text text not null,
	help text not null, is_key integer not null, asks_cause integer not null, unique (checklist_id, position)
);
create table controls (
	id text primary key, plan_id text not null references plans (id), risk_id text not null references risks (id),
	measure_id text references measures (id), key text not null, title text not null, method text not null,
	frequency text not null, population_kind text not null, sample_size integer not null, reserve_count integer not null,
	checklist_id text references checklists (id), owner_id text references people (id), due_working_days integer not null,
	starts_on text not null, ended_on text, version integer not null, unique (plan_id, key)
);
create index controls_risk on controls (risk_id);
create table control_units (
	id text primary key, control_id text not null references controls (id), unit_id text not null references org_units (id),
	performer_id text references people (id), reviewer_id text references people (id),
	valid_from text not null, valid_to text, version integer not null, unique (control_id, unit_id)
);
create index control_units_unit on control_units (unit_id);
create index control_units_performer on control_units (performer_id);
`;

const SYSTEM_PERSON = `
insert into people (id, name, sort_name, created_at, version) values ('system', 'Systemet', 'systemet', '2026-01-01T00:00:00.000Z', 1);
`;

const TRAIL = `
create table events (
	seq integer primary key, id text not null unique, at text not null, type text not null, actor_id text,
	actor_name text not null, on_behalf_of text, via text not null, unit_id text, object_kind text not null,
	object_id text not null, data text not null, prev_hash text not null, hash text not null
);
create index events_object on events (object_kind, object_id, seq);
create index events_type on events (type, seq);
create index events_actor on events (actor_id, seq);
`;
