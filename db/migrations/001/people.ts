import { type AnyDb, follow, refuse, runDdl } from "../../dialect/ddl.ts";

/** The organisation, its people and their roles; how they sign in; and what the directory and HR say of them. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, ORGANISATION);
	await keepBranches(db);
	await refuse(db, "account_pairs", "delete", "1 = 1");
	await runDdl(db, SIGN_IN);
	await refuse(db, "api_tokens", "update", API_TOKEN_STANDS);
	await refuse(db, "api_tokens", "delete", "1 = 1");
	await runDdl(db, DIRECTORY);
	await refuse(db, "directory_proposals", "update", "old.decided_at is not null");
	await refuse(db, "directory_proposals", "delete", "1 = 1");
	await runDdl(db, SAVED_VIEWS);
	await runDdl(db, SYSTEM_PERSON);
}

const ORGANISATION = `
create table org_units (
	id text primary key, kind text not null, code text unique, name text not null, sort_name text not null,
	parent_id text references org_units (id), valid_from text not null, valid_to text, version integer not null
);
create index org_units_parent on org_units (parent_id, id);
create index org_units_named on org_units (sort_name, id, name, kind, parent_id, valid_from, valid_to);
create table unit_branches (
	root_id text not null references org_units (id) on delete cascade,
	unit_id text not null references org_units (id) on delete cascade, primary key (root_id, unit_id)
);
create index unit_branches_unit on unit_branches (unit_id, root_id);
create table boards (
	id text primary key, name text not null, unit_id text not null references org_units (id),
	valid_from text not null, valid_to text, version integer not null
);
create table people (
	id text primary key, name text not null, sort_name text not null, email text unique, ledger_name text,
	created_at text not null, ended_at text, version integer not null
);
create index people_sort_name on people (sort_name, id);
create index people_ledger_name on people (ledger_name, id);
create table account_pairs (
	id text primary key, person_id text not null references people (id), other_id text not null references people (id),
	same_human integer not null, reason text not null, decided_at text not null, decided_by text not null references people (id),
	version integer not null, unique (person_id, other_id)
);
create index account_pairs_other on account_pairs (other_id);
create table roles (
	id text primary key, person_id text not null references people (id), role text not null,
	unit_id text not null references org_units (id), valid_from text not null, valid_to text,
	substitute_for text references people (id), version integer not null
);
create index roles_person on roles (person_id, valid_from, id, unit_id, role, valid_to);
create index roles_unit on roles (unit_id, role);
`;

/**
 * A branch is a unit and all below it: what a person may see is asked for in every list, and the tree is walked when it changes
 * instead. A unit may come before its parent in one statement of many rows, so it takes what already lies below it along.
 */
async function keepBranches(db: AnyDb): Promise<void> {
	await follow(db, "org_units", "insert", "org_units_branches_insert", [
		"insert into unit_branches (root_id, unit_id) select root_id, new.id from unit_branches where unit_id = new.parent_id",
		"insert into unit_branches (root_id, unit_id) values (new.id, new.id)",
		"insert into unit_branches (root_id, unit_id) select above.root_id, below.unit_id from org_units child join unit_branches below on below.root_id = child.id join unit_branches above on above.unit_id = new.id where child.parent_id = new.id",
	]);
	const is_moved = "(old.parent_id <> new.parent_id or (old.parent_id is null) <> (new.parent_id is null))";
	await follow(db, "org_units", "update of parent_id", "org_units_branches_update", [
		`delete from unit_branches where ${is_moved} and unit_id in (select unit_id from unit_branches where root_id = new.id) and root_id in (select root_id from unit_branches where unit_id = old.parent_id)`,
		`insert into unit_branches (root_id, unit_id) select above.root_id, below.unit_id from unit_branches above join unit_branches below on below.root_id = new.id where above.unit_id = new.parent_id and ${is_moved} on conflict do nothing`,
	]);
}

const SIGN_IN = `
create table sessions (
	id text primary key, person_id text not null references people (id), created_at text not null,
	expires_at text not null, ended_at text, last_seen_at text not null default '', method text not null default '',
	way text not null default 'password',
	client text not null default ''
);
create index sessions_person on sessions (person_id, ended_at);
create table sign_in_steps (
	id text primary key, kind text not null, data text not null, created_at text not null, expires_at text not null, used_at text
);
create index sign_in_steps_expiry on sign_in_steps (expires_at);
create table kept_forms (
	id text primary key, session_id text not null references sessions (id), person_id text not null references people (id),
	path text not null, data text not null, created_at text not null, expires_at text not null
);
create index kept_forms_session on kept_forms (session_id, created_at);
create index kept_forms_expiry on kept_forms (expires_at);
create table rate_limits (id text primary key, count integer not null, ends_at text not null);
create index rate_limits_end on rate_limits (ends_at);
create table api_tokens (
	id text primary key, hash text not null unique, person_id text not null references people (id), name text not null,
	way text not null, created_at text not null, expires_at text not null, ended_at text, last_used_at text,
	integration text not null, scope text not null, unit_id text references org_units (id), roles text not null
);
create index api_tokens_person on api_tokens (person_id, ended_at);
create table accounts (
	person_id text primary key references people (id), user_name text not null, user_key text not null unique,
	password_hash text not null, password_changed_at text not null,
	totp_secret text, totp_pending text, totp_counter integer not null
);
create table recovery_codes (
	id text primary key, person_id text not null references people (id), created_at text not null, used_at text
);
create index recovery_codes_person on recovery_codes (person_id);
create table people_identities (
	id text primary key, person_id text not null references people (id), issuer text not null, subject text not null,
	linked_at text not null, unique (issuer, subject)
);
create index people_identities_person on people_identities (person_id);
create table one_time_links (
	id text primary key, purpose text not null, person_id text references people (id),
	created_at text not null, created_by text references people (id), expires_at text not null, used_at text,
	confirmed_by text references people (id), confirmed_at text, accepted_at text
);
create index one_time_links_person on one_time_links (person_id);
`;

/** An ended key does not come back, and a living one gets neither another owner nor another day, nor opens anything else. */
const API_TOKEN_STANDS =
	"old.ended_at is not null or new.id <> old.id or new.hash <> old.hash or new.person_id <> old.person_id or new.name <> old.name or new.way <> old.way or new.created_at <> old.created_at or new.expires_at <> old.expires_at or new.integration <> old.integration or new.scope <> old.scope or coalesce(new.unit_id, '') <> coalesce(old.unit_id, '') or new.roles <> old.roles";

const DIRECTORY = `
create table integration_tokens (
	id text primary key, hash text not null unique, name text not null, created_at text not null,
	created_by text not null references people (id), expires_at text not null, ended_at text, last_used_at text
);
create table scim_users (
	person_id text primary key references people (id), user_name text not null, user_key text not null unique,
	external_id text, given_name text not null, family_name text not null, created_at text not null, updated_at text not null
);
create index scim_users_external on scim_users (external_id);
create table scim_groups (
	id text primary key, display_name text not null, display_key text not null unique, external_id text,
	role text, unit_id text references org_units (id), created_at text not null, updated_at text not null, version integer not null
);
create table scim_members (
	group_id text not null references scim_groups (id), person_id text not null references people (id),
	primary key (group_id, person_id)
);
create index scim_members_person on scim_members (person_id);
create table directory_proposals (
	id text primary key, person_id text not null references people (id), kind text not null, wanted text not null,
	integration text not null, proposed_at text not null, decided_by text references people (id), decided_at text,
	accepted integer, version integer not null
);
create unique index directory_proposals_open on directory_proposals (person_id) where decided_at is null;
create index directory_proposals_person on directory_proposals (person_id, decided_at);
create table hr_people (
	employee_no text primary key, person_id text not null unique references people (id), created_at text not null
);
`;

/** A list as its owner wants to find it again: a choice of one's own, which is changed and taken away. */
const SAVED_VIEWS = `
create table saved_views (
	id text primary key, person_id text not null references people (id), path text not null, name text not null,
	query text not null, created_at text not null, unique (person_id, path, name)
);
`;

const SYSTEM_PERSON = `
insert into people (id, name, sort_name, created_at, version) values ('system', 'Systemet', 'systemet', '2026-01-01T00:00:00.000Z', 1);
`;
