import { type AnyDb, runDdl } from "../dialect/ddl.ts";

/** What reports and the log search by. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(
		db,
		`
create index events_unit on events (unit_id, seq);
create index events_at on events (at);
create index deviations_found_at on deviations (found_at);
create index control_runs_days on control_runs (control_id, last_day);
create index sample_items_kinds on sample_items (run_id, status, kind);
`,
	);
}
