import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../../dialect/ddl.ts";
import { createRowHistory } from "../../dialect/row-history.ts";

/** The trail, what rows were before they changed (its triggers follow in `run.ts`), how long files are kept and what has been disposed of. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TRAIL);
	await createRowHistory(db);
	await runDdl(db, RETENTION);
	for (const table of ["events", "retention_rules", "disposals", "disposed_files"]) await makeAppendOnly(db, table);
	await refuse(db, "legal_holds", "update", "old.lifted_at is not null");
	await refuse(db, "legal_holds", "delete", "1 = 1");
}

const TRAIL = `
create table events (
	seq integer primary key, id text not null unique, at text not null, type text not null, actor_id text,
	actor_name text not null, on_behalf_of text, via text not null, unit_id text, object_kind text not null,
	object_id text not null, data text not null, prev_hash text not null, hash text not null
);
create index events_object on events (object_kind, object_id, seq);
create index events_type on events (type, seq);
create index events_actor on events (actor_id, seq);
create index events_unit on events (unit_id, seq);
create index events_at on events (at);
create table tap_keys (
	person_id text not null references people (id), key text not null, digest text not null, result text not null,
	taken_at text not null, primary key (person_id, key)
);
create index tap_keys_taken on tap_keys (taken_at);
`;

/** Holds stop disposal; where files have been disposed of the rows stay, the bytes go. */
const RETENTION = `
create table retention_rules (
	id text primary key, kind text not null, years integer not null, valid_from text not null, decided_by text not null,
	decision_no text not null, reason text not null, recorded_at text not null, recorded_by text not null references people (id),
	unique (kind, valid_from)
);
create table legal_holds (
	id text primary key, unit_id text not null references org_units (id), reason text not null, set_at text not null,
	set_by text not null references people (id), lifted_at text, lifted_by text references people (id),
	lift_reason text not null, version integer not null
);
create table disposals (
	id text primary key, kind text not null, unit_id text not null references org_units (id), decided_by text not null,
	decision_no text not null, decided_on text not null, reason text not null, files integer not null, bytes integer not null,
	disposed_at text not null, disposed_by text not null references people (id)
);
create table disposed_files (
	record_kind text not null, record_id text not null, disposal_id text not null references disposals (id),
	unit_id text not null references org_units (id), file_name text not null, sha256 text not null, bytes integer not null,
	base_year integer not null, primary key (record_kind, record_id)
);
create index disposed_files_disposal on disposed_files (disposal_id);
create index disposed_files_sha256 on disposed_files (sha256);
`;
