import { findDeviationOf, findManager, nextDeviationNumber } from "../../../db/queries/checks/deviations.ts";
import type { Item, Question } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Answer, CauseCode, Severity } from "../../../db/schema/vocabulary.ts";
import { insertDeviation, updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Writing } from "../../ground/write/write.ts";
import { requireNoHand } from "../duties/require-no-hand.ts";
import { isEasing } from "./edit-deviation.ts";

/** What was answered, as far as a deviation is concerned. `severity` is given whenever the answer is Nej. */
export interface Finding {
	answer: Answer;
	comment: string;
	severity: Severity | null;
	cause_code: CauseCode | null;
	direct_fix: string;
	/** Why an earlier answer was corrected; "" before the first signature. */
	reason: string;
}

/**
 * Keeps the deviation of a question in step with its answer, in the same transaction: Nej makes one (or opens the withdrawn one
 * again), another answer withdraws it with a trace. Nothing is ever removed.
 */
export async function followAnswer(
	writing: Writing,
	ctx: Context,
	where: { run: Run; item: Item; question: Question },
	finding: Finding,
): Promise<void> {
	const existing = await findDeviationOf(writing.trx, where.item.id, where.question.id);
	if (existing) await requireNoUndoing(writing, ctx, where.run, existing, finding);
	if (finding.answer !== "no") {
		if (existing && existing.status !== "withdrawn") await withdraw(writing, ctx, existing, finding);
	} else if (existing) await revise(writing, existing, finding);
	else await find(writing, ctx, where, finding);
}

/** Once the run has been signed, nobody makes a större avvikelse go away, or smaller, that they have a hand in themselves. */
async function requireNoUndoing(
	{ trx }: Writing,
	ctx: Context,
	run: Run,
	existing: Existing,
	{ answer, severity }: Finding,
): Promise<void> {
	if (run.signed_at === null || existing.status === "withdrawn") return;
	const who = { personId: ctx.actor.id, absentId: run.performer_id === ctx.actor.id ? null : run.performer_id };
	if (answer !== "no") await requireNoHand(trx, ["withdraw"], existing, { ...who, told: "återta" });
	else if (isEasing(existing.severity, severity!))
		await requireNoHand(trx, ["ease"], existing, { ...who, told: "sänka allvarlighetsgraden för" });
}

type Existing = NonNullable<Awaited<ReturnType<typeof findDeviationOf>>>;

async function find(
	{ trx, record }: Writing,
	ctx: Context,
	{ run, item, question }: { run: Run; item: Item; question: Question },
	finding: Finding,
): Promise<void> {
	const id = newId(ctx.clock());
	const number = await nextDeviationNumber(trx);
	const title = `Nej: ${question.text}`.slice(0, 200);
	const now = nowOf(ctx);
	await insertDeviation(trx, {
		id,
		number,
		unit_id: run.unit_id,
		risk_id: run.risk_id,
		run_id: run.id,
		item_id: item.id,
		question_id: question.id,
		title,
		description: finding.comment,
		severity: finding.severity!,
		cause_code: finding.cause_code,
		root_cause: "",
		direct_fix: finding.direct_fix,
		plan: "",
		owner_id: (await findManager(trx, run.unit_id, stockholmDate(now)))?.id ?? null,
		due_on: null,
		status: "open",
		effect_check: "",
		found_at: now,
		found_by: ctx.actor.id!,
		closed_at: null,
		closed_by: null,
		version: 1,
	});
	await record({
		type: "deviation.found",
		unit_id: run.unit_id,
		object: { kind: "deviation", id },
		data: { number, title, severity: finding.severity! },
	});
}

async function revise({ trx, record }: Writing, existing: Existing, finding: Finding): Promise<void> {
	const reopened = existing.status === "withdrawn";
	const after = {
		description: finding.comment,
		severity: finding.severity!,
		cause_code: finding.cause_code,
		direct_fix: finding.direct_fix,
	};
	const changes = changesBetween(existing, after);
	if (!reopened && Object.keys(changes).length === 0) return;
	const reset = reopened ? { status: "open" as const, closed_at: null, closed_by: null, effect_check: "" } : {};
	const done = await updateDeviation(trx, existing.id, existing.version, { ...after, ...reset });
	await requireFresh(trx, done, "deviation", existing.id);
	const about = { unit_id: existing.unit_id, object: { kind: "deviation", id: existing.id } };
	const { number, title } = existing;
	if (reopened) {
		const reason = finding.reason || "svaret ändrades till Nej";
		await record({ type: "deviation.reopened", ...about, data: { number, title, reason } });
	}
	if (Object.keys(changes).length > 0) {
		await record({ type: "deviation.edited", ...about, data: { number, title, changes } });
	}
}

async function withdraw({ trx, record }: Writing, ctx: Context, existing: Existing, finding: Finding): Promise<void> {
	const reason = finding.reason || "svaret ändrades före signering";
	const done = await updateDeviation(trx, existing.id, existing.version, {
		status: "withdrawn",
		closed_at: nowOf(ctx),
		closed_by: ctx.actor.id,
	});
	await requireFresh(trx, done, "deviation", existing.id);
	await record({
		type: "deviation.withdrawn",
		unit_id: existing.unit_id,
		object: { kind: "deviation", id: existing.id },
		data: { number: existing.number, title: existing.title, reason },
	});
}
