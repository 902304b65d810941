import { findManager, findRiskOption, nextDeviationNumber } from "../../../db/queries/checks/deviations.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { insertDeviation } from "../../../db/writes/checks/deviations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import type { AddDeviation } from "./schema.ts";

/** Registers a deviation found outside a check, tied to the risk it is about. Returns its id. */
export function addDeviation(ctx: Context, input: AddDeviation): Promise<string> {
	return write(ctx, (writing) => registerDeviation(ctx, writing, input));
}

/** The same as part of another act, in its transaction. */
export async function registerDeviation(
	ctx: Context,
	{ trx, allow, record }: Writing,
	input: AddDeviation,
): Promise<string> {
	const { unit_id, risk_id, ...facts } = input;
	await allow("deviation.register", unit_id);
	if (!(await findRiskOption(trx, await unitPath(trx, unit_id), risk_id))) {
		throw new Invalid({ risk_id: "Välj en risk i en plan som gäller för enheten." });
	}
	const id = newId(ctx.clock());
	const number = await nextDeviationNumber(trx);
	const now = nowOf(ctx);
	await insertDeviation(trx, {
		id,
		number,
		unit_id,
		risk_id,
		run_id: null,
		item_id: null,
		question_id: null,
		...facts,
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
	await record({
		type: "deviation.found",
		unit_id,
		object: { kind: "deviation", id },
		data: { number, title: facts.title, severity: facts.severity },
	});
	return id;
}
