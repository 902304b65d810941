import type { Kysely } from "kysely";
import { createRowHistory } from "../dialect/row-history.ts";

/** What rows were before they changed: the register can be read as of any past day. The triggers follow in `run.ts`. */
// biome-ignore lint/suspicious/noExplicitAny: a migration knows no schema type
export async function up(db: Kysely<any>): Promise<void> {
	await createRowHistory(db);
}
