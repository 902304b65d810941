import { updateVersioned } from "../../../db/writes/ground/versioned.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireRun } from "./require-run.ts";
import type { NotDone } from "./schema.ts";
import { OPEN_RUNS } from "../../../db/schema/vocabulary.ts";

/** A run that will not be performed: a result of its own that counts, with its reason (rule 5). */
export function markNotDone(ctx: Context, runId: string, input: NotDone): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const run = await requireRun(trx, runId);
		await allow("run.not_done", run.unit_id);
		if (!OPEN_RUNS.includes(run.status))
			throw new Invalid({ "": "Kontrolltillfället är redan signerat eller avslutat." });
		const values = { status: "not_done", result: "not_done", result_reason: input.reason } as const;
		await requireFresh(
			trx,
			await updateVersioned(trx, "control_runs", run.id, input.version, values),
			"control_run",
			run.id,
		);
		await record({
			type: "run.not_done",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { title: run.control_title, unit: run.unit_name, period_key: run.period_key, reason: input.reason },
		});
	});
}
