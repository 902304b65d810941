import type { Kysely } from "kysely";
import { runDdl } from "../dialect/ddl.ts";

/** What pages ask for at region size: a risk's runs counted, and what nobody looks after. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type
export async function up(db: Kysely<any>): Promise<void> {
	await runDdl(
		db,
		`
create index control_runs_results on control_runs (control_id, unit_id, result);
create index control_units_reviewer on control_units (reviewer_id);
`,
	);
}
