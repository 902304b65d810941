import { listHitsById } from "../../../db/queries/checks/ledger.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { reachOf } from "../../ground/access/actor.ts";
import type { Context } from "../../ground/write/context.ts";
import { judgeHit } from "./judge-hit.ts";
import type { JudgePicked } from "./schema.ts";

export function judgePicked(ctx: Context, id: string, version: number, input: JudgePicked): Promise<void> {
	return judgeHit(ctx, id, { version, ...input });
}

/** What the picked cards are called, of those the actor may see. */
export async function pickedNames(ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
	const hits = await listHitsById(ctx.db, [...ids, ""], reachOf(ctx.actor, "hit.view"));
	return new Map(hits.map((hit) => [hit.id, `${LEDGER_RULES[hit.rule]}: ${hit.title}, ${hit.unit_name}`]));
}
