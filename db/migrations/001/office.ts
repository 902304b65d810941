import { type AnyDb, refuse, runDdl } from "../../dialect/ddl.ts";

/** Settings, and faults of accessibility as people report them with what was answered. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(db, TABLES);
	await refuse(db, "accessibility_reports", "update", "old.handled_at is not null");
	await refuse(db, "accessibility_reports", "delete", "1 = 1");
}

const TABLES = `
create table node_notes (name text primary key, text text not null, written_s integer not null);
create table settings (
	id text primary key, key text not null, value text not null, valid_from text not null,
	created_at text not null, created_by text not null references people (id), unique (key, valid_from)
);
create table accessibility_reports (
	id text primary key, place text not null, problem text not null, contact text not null, reported_at text not null,
	reported_by text not null references people (id), answer text not null, handled_at text,
	handled_by text references people (id), version integer not null
);
create index accessibility_reports_at on accessibility_reports (reported_at);
`;
