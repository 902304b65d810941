import type { Db } from "../../../db/open.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { findItem, type Item } from "../../../db/queries/checks/samples.ts";
import { NotFound } from "../../ground/errors.ts";
import { requireRun } from "../runs/require-run.ts";

export async function requireItem(db: Db, id: string): Promise<{ item: Item; run: Run }> {
	const item = await findItem(db, id);
	if (!item) throw new NotFound(`sample item ${id}`);
	return { item, run: await requireRun(db, item.run_id) };
}
