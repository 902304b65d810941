import { findFileName } from "../../../db/queries/checks/ledger.ts";
import { endUnfinishedRuns, insertRuleRun, updateRuleRun } from "../../../db/writes/checks/ledger.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";

/**
 * Records that a run of the rules has started. Runs that an earlier server process left unfinished are marked as broken off.
 */
export function openRuleRun(
	ctx: Context,
	fileId: string | null,
	order: { from_day: string; year_from: string },
): Promise<string> {
	return write(ctx, async ({ trx, record }) => {
		const id = newId(ctx.clock());
		await endUnfinishedRuns(trx, nowOf(ctx), "Servern stoppades innan reglerna var klara.");
		await insertRuleRun(trx, {
			id,
			file_id: fileId,
			started_at: nowOf(ctx),
			finished_at: null,
			from_day: order.from_day,
			year_from: order.year_from,
			lines_now: 0,
			lines_earlier: 0,
			hits_new: 0,
			hits_grown: 0,
			problem: "",
		});
		await record({
			type: "ledger.rules_started",
			unit_id: null,
			object: { kind: "ledger_rule_run", id },
			data: { from_day: order.from_day, file_name: fileId ? await findFileName(trx, fileId) : null },
		});
		return id;
	});
}

export function finishRuleRun(
	ctx: Context,
	id: string,
	summary: { lines_now: number; lines_earlier: number; hits_new: number; hits_grown: number; problem: string },
): Promise<void> {
	return write(ctx, async ({ trx, record }) => {
		await updateRuleRun(trx, id, { ...summary, finished_at: nowOf(ctx) });
		await record({
			type: "ledger.rules_finished",
			unit_id: null,
			object: { kind: "ledger_rule_run", id },
			data: {
				lines: summary.lines_now + summary.lines_earlier,
				found: summary.hits_new,
				grown: summary.hits_grown,
				problem: summary.problem,
			},
		});
	});
}
