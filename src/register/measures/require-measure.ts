import type { Db } from "../../../db/open.ts";
import { findMeasure, type Measure } from "../../../db/queries/register/measures.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireMeasure(db: Db, id: string): Promise<Measure> {
	const measure = await findMeasure(db, id);
	if (!measure) throw new NotFound(`measure ${id}`);
	return measure;
}
