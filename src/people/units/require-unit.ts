import type { Db } from "../../../db/open.ts";
import { findUnit, type UnitRow } from "../../../db/queries/people/units.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireUnit(db: Db, id: string): Promise<UnitRow> {
	const unit = await findUnit(db, id);
	if (!unit) throw new NotFound(`unit ${id}`);
	return unit;
}
