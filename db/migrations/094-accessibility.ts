import { type AnyDb, refuse, runDdl } from "../dialect/ddl.ts";

/** Faults of accessibility as people report them, and what was answered. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(
		db,
		`
create table accessibility_reports (
	id text primary key, place text not null, problem text not null, contact text not null, reported_at text not null,
	reported_by text not null references people (id), answer text not null, handled_at text,
	handled_by text references people (id), version integer not null
);
create index accessibility_reports_at on accessibility_reports (reported_at);
`,
	);
	await refuse(db, "accessibility_reports", "update", "old.handled_at is not null");
	await refuse(db, "accessibility_reports", "delete", "1 = 1");
}
