import type { Db } from "../../../db/open.ts";
import { listItems } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { isMoneyKind, itemNoun } from "../../../db/schema/vocabulary.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireRun } from "../runs/require-run.ts";
import { isEmptyMonth, isOpen, lateStamp } from "../runs/run-state.ts";

/** True when there is nothing to answer: an empty population, or a draw by amount that took none of the unit's invoices. */
export async function hasNothingToCheck(db: Db, run: Run): Promise<boolean> {
	if (isEmptyMonth(run)) return true;
	return isMoneyKind(run.population_kind) && isOpen(run) && (await listItems(db, run.id)).length === 0;
}

/** A month without purchases is also a run (rule 5): one confirmation, signed like any other. */
export function confirmEmpty(ctx: Context, runId: string, input: { version: number }): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const run = await requireRun(trx, runId);
		await requirePerformer(writing, ctx.actor, run);
		if (!(await hasNothingToCheck(trx, run)))
			throw new Invalid({ "": "Det finns något att granska, eller så är kontrollen redan signerad." });
		const now = nowOf(ctx);
		const is_late = lateStamp(run, now);
		const done = await updateRun(trx, run.id, input.version, {
			status: "signed",
			result: "no_deviation",
			result_reason:
				run.population_n === 0
					? `Inga ${itemNoun(run.population_kind).many} i populationen.`
					: "Ingen av enhetens fakturor drogs.",
			signed_at: now,
			signed_by: ctx.actor.id,
			is_late,
		});
		await requireFresh(trx, done, "control_run", run.id);
		await record({
			type: "run.confirmed_empty",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: { unit: run.unit_name, period_key: run.period_key, late: is_late === 1, population: run.population_n ?? 0 },
		});
	});
}
