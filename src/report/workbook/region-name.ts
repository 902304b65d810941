import type { Db } from "../../../db/open.ts";
import { listRootUnits, unitPath } from "../../../db/queries/people/units.ts";

/** The name of the region that a unit belongs to: the unit that has no other above it. */
export async function readRegionName(db: Db, unit_id: string): Promise<string> {
	const path = await unitPath(db, unit_id);
	return (await listRootUnits(db)).find(({ id }) => path.includes(id))?.name ?? "";
}
