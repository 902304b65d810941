import { type AnyDb, makeAppendOnly, refuse, runDdl } from "../dialect/ddl.ts";

/** How long files are kept, holds that stop their disposal, and what has been disposed of: the rows stay, the bytes go. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	for (const table of ["retention_rules", "disposals", "disposed_files"]) await makeAppendOnly(db, table);
	await refuse(db, "legal_holds", "update", "old.lifted_at is not null");
	await refuse(db, "legal_holds", "delete", "1 = 1");
}

const TABLES = `
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
