import { nextRiskNumber } from "../../../db/queries/register/risks.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { insertRisk } from "../../../db/writes/register/risks.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { storedValues } from "../../ground/tables/field.ts";
import { requireOpenPlan, requirePlan } from "../plans/require-plan.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { checkReferences } from "./check-risk.ts";
import { Invalid } from "../../ground/errors.ts";
import { scaleFaults } from "./score-rules.ts";
import { RISK_FIELDS } from "./fields.ts";
import type { AddRisk } from "./schema.ts";

/** Adds a risk to a plan, with the next number. Returns its id. */
export function addRisk(ctx: Context, planId: string, input: AddRisk): Promise<string> {
	return write(ctx, async (writing) => (await putRisk(ctx, writing, await requirePlan(writing.trx, planId), input)).id);
}

/** The same within a write that has more to say. */
export async function putRisk(
	ctx: Context,
	{ trx, allow, record }: Writing,
	plan: Plan,
	input: AddRisk,
): Promise<{ id: string; number: number }> {
	await allow("risk.edit", plan.unit_id);
	requireOpenPlan(plan);
	const faults = scaleFaults(plan.scale, input);
	if (faults) throw new Invalid(faults);
	await checkReferences(trx, plan, input, stockholmDate(nowOf(ctx)));
	const id = newId(ctx.clock());
	const number = await nextRiskNumber(trx, plan.id);
	await insertRisk(trx, {
		...{ id, plan_id: plan.id, number },
		...storedValues(RISK_FIELDS, input),
		...{ carried_from: null, version: 1 },
	});
	await record({
		type: "risk.added",
		unit_id: plan.unit_id,
		object: { kind: "risk", id },
		data: { title: input.title },
	});
	return { id, number };
}
