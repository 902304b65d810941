import type { Database } from "../../../db/open.ts";
import { settingOn } from "../../../db/queries/office/settings.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { finishRuleRun, openRuleRun } from "./rule-run.ts";
import { followRules } from "./rules-thread.ts";
import type { RulesOrder } from "./rules-worker.ts";
import { storeHits } from "./store-hits.ts";

export interface RuleRunSummary {
	lines_now: number;
	lines_earlier: number;
	hits_new: number;
	hits_grown: number;
	/** The sentence about what went wrong; "" when nothing did. */
	problem: string;
}

const running = new WeakMap<Database, Promise<unknown>>();

/**
 * Runs all rules over this year's lines and those of 24 months before it, in a thread of its own; hits are stored in small
 * transactions as they come. One run at a time: a second waits for the first. `fileId` names the import it follows.
 */
export function startLedgerRules(ctx: Context, fileId: string | null): Promise<RuleRunSummary> {
	requireSomewhere(ctx.actor, "hit.judge");
	const before = running.get(ctx.database) ?? Promise.resolve();
	const run = before.catch(() => {}).then(() => runRules(ctx, fileId));
	running.set(ctx.database, run);
	return run;
}

async function runRules(ctx: Context, fileId: string | null): Promise<RuleRunSummary> {
	const order = await orderOf(ctx);
	const runId = await openRuleRun(ctx, fileId, order);
	const summary: RuleRunSummary = { lines_now: 0, lines_earlier: 0, hits_new: 0, hits_grown: 0, problem: "" };
	try {
		await followRules(order, async (answer) => {
			if (answer.kind === "counted")
				Object.assign(summary, { lines_now: answer.lines_now, lines_earlier: answer.lines_earlier });
			if (answer.kind !== "hits") return;
			const { found, grown } = await storeHits(ctx, runId, answer.hits);
			summary.hits_new += found;
			summary.hits_grown += grown;
		});
	} catch (error) {
		summary.problem = "Reglerna kunde inte köras klart. Försök igen, eller be systemets förvaltare läsa serverns logg.";
		await finishRuleRun(ctx, runId, summary);
		throw error;
	}
	await finishRuleRun(ctx, runId, summary);
	return summary;
}

async function orderOf(ctx: Context): Promise<RulesOrder> {
	const today = stockholmDate(nowOf(ctx));
	const year = Number(today.slice(0, 4));
	const limit = await settingOn(ctx.db, "purchase_limit", today);
	const legal = await settingOn(ctx.db, "legal_limits", today);
	return {
		location: ctx.database.location,
		from_day: `${year - 2}-01-01`,
		year_from: `${year}-01-01`,
		limit_ore: limit.limit_ore,
		direct_award: { goods_services_ore: legal.goods_services_ore, social_special_ore: legal.social_special_ore },
	};
}
