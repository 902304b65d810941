import type { AnyDb } from "../dialect/ddl.ts";
import { createRowHistory } from "../dialect/row-history.ts";

/** What rows were before they changed: the register can be read as of any past day. The triggers follow in `run.ts`. */
export async function up(db: AnyDb): Promise<void> {
	await createRowHistory(db);
}
