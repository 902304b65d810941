import { unitPath } from "../../db/queries/people/units.ts";
import type { SamRound } from "../../db/queries/sam/rounds.ts";
import { grantFor, reachOf } from "../ground/access/actor.ts";
import { requireMay } from "../ground/access/require-may.ts";
import { NotFound } from "../ground/errors.ts";
import type { Context } from "../ground/write/context.ts";
import { type Overview, overviewOf } from "./overview.ts";
import { requireSamRound } from "./require-review.ts";

/** A round's overview at the unit asked for, as the reader may see it: the one way to it, for page, files and paper. */
export async function loadOverview(
	ctx: Context,
	asked: { id: string; unit?: string | undefined },
	today: string,
): Promise<{ overview: Overview; round: SamRound }> {
	const round = await requireSamRound(ctx.db, asked.id);
	const unit = asked.unit || (await startOf(ctx, round.unit_id));
	await requireMay(ctx.db, ctx.actor, "sam.overview", unit);
	const overview = round.status === "draft" ? undefined : await overviewOf(ctx.db, ctx.actor, round, unit, today);
	if (!overview) throw new NotFound(`sam overview of ${round.id} at ${unit}`);
	return { overview, round };
}

/** Where the reader starts: the whole round, or the first unit of their own within it. */
async function startOf({ db, actor }: Context, rootId: string): Promise<string> {
	if (grantFor(actor, "sam.overview", await unitPath(db, rootId))) return rootId;
	const reach = reachOf(actor, "sam.overview");
	for (const unit of reach === "all" ? [] : reach.branch) if ((await unitPath(db, unit)).includes(rootId)) return unit;
	return rootId;
}
