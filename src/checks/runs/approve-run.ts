import { listSwaps } from "../../../db/queries/checks/samples-swaps.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { aboutRun } from "../../ground/write/about-run.ts";
import { requireRun } from "./require-run.ts";
import { requireReviewer } from "./reviewing.ts";

/**
 * The reviewer approves a signed run, with a reason where it has judged nothing: nobody can get a clean month by leaving the
 * questions out. Two approvals at once: the version lets one through.
 */
export function approveRun(ctx: Context, runId: string, input: { version: number; note: string }): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record, notify } = writing;
		const run = await requireRun(trx, runId);
		await requireReviewer(writing, ctx.actor, run);
		const open = (await listSwaps(trx, run.id)).filter((swap) => swap.decision === null);
		if (open.length > 0)
			throw new Invalid({
				"": `${open.length === 1 ? "Ett byte är" : `${open.length} byten är`} inte avgjort. Godta eller neka varje byte innan du godkänner.`,
			});
		if (run.result === "nothing_to_judge" && input.note === "")
			throw new Invalid({ note: "Inget av det som granskades gick att bedöma. Skriv varför det godtas." });
		const done = await updateRun(trx, run.id, input.version, {
			status: "approved",
			reviewed_at: nowOf(ctx),
			reviewed_by: ctx.actor.id,
			review_note: input.note,
		});
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "run.approved",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { unit: run.unit_name, period_key: run.period_key, note: input.note },
		});
		await notify({ to: run.performer_id, kind: "reviewed", ...aboutRun(run) });
	});
}
