import type { Trx } from "../../../db/open.ts";
import { decidedContents } from "../../../db/queries/register/plans-contents.ts";
import { insertPlanDecision, insertPlanVersion } from "../../../db/writes/register/plans-decisions.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { standingVersion } from "./plan-version.ts";

export interface DecisionFacts {
	number: number;
	decided_on: string;
	decision_paragraph: string;
	registry_no: string;
	outside: boolean;
}

/** Keeps the plan as it stands as the version this decision took. Returns the version's digest. */
export async function recordDecision(
	ctx: Context,
	trx: Trx,
	planId: string,
	{ outside, ...facts }: DecisionFacts,
): Promise<string> {
	const id = newId(ctx.clock());
	const content = canonicalJson(standingVersion(await decidedContents(trx, planId)));
	const digest = sha256(content);
	const by = { recorded_by: ctx.actor.id!, recorded_at: nowOf(ctx) };
	await insertPlanDecision(trx, { id, plan_id: planId, ...facts, outside: outside ? 1 : 0, ...by });
	await insertPlanVersion(trx, { id: newId(ctx.clock()), decision_id: id, content, digest });
	return digest;
}
