import type { Db } from "../../../db/open.ts";
import { findRun, type Run } from "../../../db/queries/checks/runs.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireRun(db: Db, id: string): Promise<Run> {
	const run = await findRun(db, id);
	if (!run) throw new NotFound(`control run ${id}`);
	return run;
}
