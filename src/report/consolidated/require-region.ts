import { listRootUnits } from "../../../db/queries/people/units.ts";
import { requireMay } from "../../ground/access/require-may.ts";
import { NotFound } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";

/** The region of whoever sees all boards together: the right is asked at the region, where seeing one board's matters is not enough. */
export async function requireRegion({
	db,
	actor,
}: Pick<Context, "db" | "actor">): Promise<{ id: string; name: string }> {
	const [region] = await listRootUnits(db);
	if (!region) throw new NotFound("region");
	await requireMay(db, actor, "consolidated.view", region.id);
	return region;
}
