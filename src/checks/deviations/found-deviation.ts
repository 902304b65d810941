import { type DeviationOfItem, findManager, nextDeviationNumber } from "../../../db/queries/checks/deviations.ts";
import type { CauseCode, Severity } from "../../../db/schema/vocabulary.ts";
import { insertDeviation, updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Writing } from "../../ground/write/write.ts";

/** Where a deviation was found: at a unit, about a risk, and in a run, an item and a question when it was found in a check. */
interface FoundAt {
	unit_id: string;
	risk_id: string;
	run_id: string | null;
	item_id: string | null;
	question_id: string | null;
}

/** The facts of a deviation as it is found. */
interface FoundFacts {
	description: string;
	severity: Severity;
	cause_code: CauseCode | null;
	direct_fix: string;
}

/** Enters a new deviation: open, in the charge of the unit's chef until somebody else is named. Returns its id. */
export async function enterDeviation(
	ctx: Context,
	{ trx, record }: Writing,
	at: FoundAt,
	{ title, ...facts }: FoundFacts & { title: string },
): Promise<string> {
	const id = newId(ctx.clock());
	const number = await nextDeviationNumber(trx);
	const now = nowOf(ctx);
	await insertDeviation(trx, {
		id,
		number,
		...at,
		title,
		...facts,
		root_cause: "",
		plan: "",
		owner_id: (await findManager(trx, at.unit_id, stockholmDate(now)))?.id ?? null,
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
		unit_id: at.unit_id,
		object: { kind: "deviation", id },
		data: { number, title, severity: facts.severity },
	});
	return id;
}

/** Updates a deviation with what the new answer says of it. A withdrawn deviation is opened again. */
export async function reviseDeviation(
	{ trx, record }: Writing,
	existing: DeviationOfItem,
	facts: FoundFacts & { title?: string },
	reopenedWhy: string,
): Promise<void> {
	const reopened = existing.status === "withdrawn";
	const changes = changesBetween(existing, facts);
	if (!reopened && Object.keys(changes).length === 0) return;
	const reset = reopened ? { status: "open" as const, closed_at: null, closed_by: null, effect_check: "" } : {};
	const done = await updateDeviation(trx, existing.id, existing.version, { ...facts, ...reset });
	await requireFresh(trx, done, "deviation", existing.id);
	const about = { unit_id: existing.unit_id, object: { kind: "deviation", id: existing.id } };
	const { number, title } = existing;
	if (reopened) await record({ type: "deviation.reopened", ...about, data: { number, title, reason: reopenedWhy } });
	if (Object.keys(changes).length > 0) {
		await record({ type: "deviation.edited", ...about, data: { number, title, changes } });
	}
}

/** Withdraws a deviation, with a trace: nothing is ever removed. */
export async function withdrawDeviation(
	ctx: Context,
	{ trx, record }: Writing,
	existing: DeviationOfItem,
	reason: string,
): Promise<void> {
	const withdrawn = { status: "withdrawn" as const, closed_at: nowOf(ctx), closed_by: ctx.actor.id };
	const done = await updateDeviation(trx, existing.id, existing.version, withdrawn);
	await requireFresh(trx, done, "deviation", existing.id);
	await record({
		type: "deviation.withdrawn",
		unit_id: existing.unit_id,
		object: { kind: "deviation", id: existing.id },
		data: { number: existing.number, title: existing.title, reason },
	});
}
