import { type AnyDb, makeAppendOnly, refuse } from "../dialect/ddl.ts";

/** What has been frozen or drawn stays as it was: the database itself refuses to change it. */
export async function up(db: AnyDb): Promise<void> {
	await makeAppendOnly(db, "purchase_files");
	await makeAppendOnly(db, "population_strata");
	// A population is inserted before its lines and gets its digest when they have been counted; then it is frozen.
	await refuse(db, "populations", "update", "old.digest <> ''");
	await refuse(db, "populations", "delete", "1 = 1");
	await refuse(db, "draws", "update", "old.drawn_at is not null");
	await refuse(db, "draws", "delete", "1 = 1");
}
