import { listRootUnits } from "../../../db/queries/people/units.ts";
import { NotFound } from "../errors.ts";
import type { Context } from "../write/context.ts";
import type { Action } from "./permissions.ts";
import { requireMay } from "./require-may.ts";

/** The region, for whoever may do it there: to see all boards together it is not enough to see one board's matters. */
export async function requireRegion(
	{ db, actor }: Pick<Context, "db" | "actor">,
	action: Action,
): Promise<{ id: string; name: string }> {
	const [region] = await listRootUnits(db);
	if (!region) throw new NotFound("region");
	await requireMay(db, actor, action, region.id);
	return region;
}
