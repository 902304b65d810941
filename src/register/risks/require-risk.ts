import type { Db } from "../../../db/open.ts";
import { findRisk, type Risk } from "../../../db/queries/register/risks.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireRisk(db: Db, id: string): Promise<Risk> {
	const risk = await findRisk(db, id);
	if (!risk) throw new NotFound(`risk ${id}`);
	return risk;
}
