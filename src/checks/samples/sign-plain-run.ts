import { findManager, listDeviationsOfRun, nextDeviationNumber } from "../../../db/queries/checks/deviations.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Severity } from "../../../db/schema/vocabulary.ts";
import { insertDeviation, updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { isEasing } from "../deviations/edit-deviation.ts";
import { requireNoHand } from "../duties/require-no-hand.ts";
import { requireOwnForm } from "./own-form.ts";
import { requirePerformer } from "./performing.ts";
import { requireRun } from "./require-run.ts";
import { isPlain, lateStamp } from "./run-state.ts";
import type { SignPlainRun } from "./schema.ts";

/** Signs a run of a control without population: the result in a word and what was done; a found deviation comes with it. */
export function signPlainRun(ctx: Context, runId: string, input: SignPlainRun): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
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
	});
}

/** Makes, changes or withdraws the run's one deviation, so that it says what the result says. Returns how many stand. */
async function followResult(
	{ trx, record }: Writing,
	ctx: Context,
	run: Run,
	{ result, comment, cause_code, direct_fix }: SignPlainRun,
): Promise<number> {
	const [existing] = (await listDeviationsOfRun(trx, run.id)).filter((one) => one.status !== "withdrawn");
	const unit_id = run.unit_id;
	if (existing && run.signed_at !== null) {
		const who = { personId: ctx.actor.id, absentId: run.performer_id === ctx.actor.id ? null : run.performer_id };
		if (result === "no_deviation") await requireNoHand(trx, ["withdraw"], existing, { ...who, told: "återta" });
		else if (isEasing(existing.severity, result as Severity))
			await requireNoHand(trx, ["ease"], existing, { ...who, told: "sänka allvarlighetsgraden för" });
	}
	if (result === "no_deviation") {
		if (!existing) return 0;
		const withdrawn = { status: "withdrawn" as const, closed_at: nowOf(ctx), closed_by: ctx.actor.id };
		const done = await updateDeviation(trx, existing.id, existing.version, withdrawn);
		await requireFresh(trx, done, "deviation", existing.id);
		const data = { number: existing.number, title: existing.title, reason: comment };
		await record({ type: "deviation.withdrawn", unit_id, object: { kind: "deviation", id: existing.id }, data });
		return 0;
	}
	const values = { description: comment, severity: result as Severity, cause_code, direct_fix };
	if (existing) {
		const changes = changesBetween(existing, values);
		if (Object.keys(changes).length === 0) return 1;
		const done = await updateDeviation(trx, existing.id, existing.version, values);
		await requireFresh(trx, done, "deviation", existing.id);
		const data = { number: existing.number, title: existing.title, changes };
		await record({ type: "deviation.edited", unit_id, object: { kind: "deviation", id: existing.id }, data });
		return 1;
	}
	const id = newId(ctx.clock());
	const number = await nextDeviationNumber(trx);
	const title = `${run.control_title}, ${run.period_key}`.slice(0, 200);
	const now = nowOf(ctx);
	await insertDeviation(trx, {
		id,
		number,
		unit_id,
		risk_id: run.risk_id,
		run_id: run.id,
		item_id: null,
		question_id: null,
		title,
		...values,
		root_cause: "",
		plan: "",
		owner_id: (await findManager(trx, unit_id, stockholmDate(now)))?.id ?? null,
		due_on: null,
		status: "open",
		effect_check: "",
		found_at: now,
		found_by: ctx.actor.id!,
		closed_at: null,
		closed_by: null,
		version: 1,
	});
	const data = { number, title, severity: values.severity };
	await record({ type: "deviation.found", unit_id, object: { kind: "deviation", id }, data });
	return 1;
}
