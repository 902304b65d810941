import { type AnyDb, runDdl } from "../dialect/ddl.ts";

/** Sign-in: local accounts, identities of an identity provider, one-time links, sessions as their owner sees them; people from HR. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, SESSIONS);
	await runDdl(db, ACCOUNTS);
	await runDdl(db, FROM_HR);
}

const SESSIONS = `
alter table sessions add column last_seen_at text not null default '';
alter table sessions add column method text not null default '';
alter table sessions add column client text not null default '';
create index sessions_person on sessions (person_id, ended_at);
create table sign_in_steps (
	id text primary key, kind text not null, data text not null, created_at text not null, expires_at text not null, used_at text
);
create index sign_in_steps_expiry on sign_in_steps (expires_at);
create table rate_limits (id text primary key, count integer not null, ends_at text not null);
create index rate_limits_end on rate_limits (ends_at);
`;

const ACCOUNTS = `
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
	created_at text not null, created_by text, expires_at text not null, used_at text
);
create index one_time_links_person on one_time_links (person_id);
`;

const FROM_HR = `
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
create table hr_people (
	employee_no text primary key, person_id text not null unique references people (id), created_at text not null
);
`;
