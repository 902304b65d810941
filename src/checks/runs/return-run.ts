import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { aboutRun } from "../../ground/write/about-run.ts";
import { requireRun } from "./require-run.ts";
import { requireReviewer } from "./reviewing.ts";

/** The reviewer sends a signed run back to the performer, saying what is missing. */
export function returnRun(ctx: Context, runId: string, input: { version: number; note: string }): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record, notify } = writing;
		const run = await requireRun(trx, runId);
		await requireReviewer(writing, ctx.actor, run);
		if (input.note === "") throw new Invalid({ note: "Skriv vad som behöver rättas eller kompletteras." });
		const done = await updateRun(trx, run.id, input.version, {
			status: "returned",
			result: null,
			reviewed_at: nowOf(ctx),
			reviewed_by: ctx.actor.id,
			review_note: input.note,
		});
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "run.returned",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { unit: run.unit_name, period_key: run.period_key, reason: input.note },
		});
		await notify({ to: run.performer_id, kind: "returned", ...aboutRun(run) });
	});
}
