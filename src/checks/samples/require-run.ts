import type { Db } from "../../../db/open.ts";
import { findItem, type Item } from "../../../db/queries/checks/samples.ts";
import { findRun, type Run } from "../../../db/queries/checks/runs.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireRun(db: Db, id: string): Promise<Run> {
	const run = await findRun(db, id);
	if (!run) throw new NotFound(`control run ${id}`);
	return run;
}

export async function requireItem(db: Db, id: string): Promise<{ item: Item; run: Run }> {
	const item = await findItem(db, id);
	if (!item) throw new NotFound(`sample item ${id}`);
	return { item, run: await requireRun(db, item.run_id) };
}
