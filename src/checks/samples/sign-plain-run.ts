import { requireNoUndoing } from "../deviations/require-no-undoing.ts";
import { listDeviationsOfRun } from "../../../db/queries/checks/deviations.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { enterDeviation, reviseDeviation, withdrawDeviation } from "../deviations/found-deviation.ts";
import { requireOwnForm } from "./own-form.ts";
import { requirePerformer } from "../runs/performing.ts";
import { aboutRun } from "../../ground/write/about-run.ts";
import { requireRun } from "../runs/require-run.ts";
import { isPlain, lateStamp } from "../runs/run-state.ts";
import type { SignPlainRun } from "./schema.ts";

/** Signs a run of a control without population: the result in a word and what was done; a found deviation comes with it. */
export function signPlainRun(ctx: Context, runId: string, input: SignPlainRun): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record, notify } = writing;
		const run = await requireRun(trx, runId);
		await requirePerformer(writing, ctx.actor, run);
		if (!isPlain(run)) throw new Invalid({ "": "Kontrollen är redan signerad, eller så besvaras den per inköp." });
		const now = nowOf(ctx);
		await requireOwnForm(trx, run, input.result, now);
		const is_late = lateStamp(run, now);
		const done = await updateRun(trx, run.id, input.version, {
			status: "signed",
			result: input.result,
			result_reason: input.comment,
			signed_at: now,
			signed_by: ctx.actor.id,
			is_late,
		});
		await requireFresh(trx, done, "control_run", run.id);
		const deviations = await followResult(writing, ctx, run, input);
		await record({
			type: "run.signed",
			unit_id: run.unit_id,
			object: { kind: "control_run", id: run.id },
			data: {
				unit: run.unit_name,
				period_key: run.period_key,
				result: input.result,
				checked: 0,
				deviations,
				late: is_late === 1,
			},
		});
		await notify({ to: run.reviewer_id, kind: "to_review", ...aboutRun(run), due_on: null });
	});
}

/** Makes, changes or withdraws the run's one deviation, so that it says what the result says. Returns how many stand. */
async function followResult(
	writing: Writing,
	ctx: Context,
	run: Run,
	{ result, comment, cause_code, direct_fix }: SignPlainRun,
): Promise<number> {
	const [existing] = (await listDeviationsOfRun(writing.trx, run.id)).filter((one) => one.status !== "withdrawn");
	if (existing) await requireNoUndoing(writing, ctx, run, existing, result === "no_deviation" ? null : result);
	if (result === "no_deviation") {
		if (existing) await withdrawDeviation(ctx, writing, existing, comment);
		return 0;
	}
	const facts = { description: comment, severity: result, cause_code, direct_fix };
	if (existing) await reviseDeviation(writing, existing, facts, "");
	else {
		const { unit_id, risk_id, id: run_id } = run;
		const title = `${run.control_title}, ${run.period_key}`.slice(0, 200);
		await enterDeviation(
			ctx,
			writing,
			{ unit_id, risk_id, run_id, item_id: null, question_id: null },
			{ title, ...facts },
		);
	}
	return 1;
}
