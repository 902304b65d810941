import { type AnyDb, runDdl } from "../dialect/ddl.ts";

/** What pages ask for at region size: a risk's runs counted, and what nobody looks after. */
export async function up(db: AnyDb): Promise<void> {
	await runDdl(
		db,
		`
create index control_runs_results on control_runs (control_id, unit_id, result);
create index control_units_reviewer on control_units (reviewer_id);
`,
	);
}
