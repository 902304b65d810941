import { isUniqueViolation } from "../../../../db/errors.ts";
import { findMoneyControl, listMoneyPlans } from "../../../../db/queries/checks/own-forms/hired-staff.ts";
import { listFrozenKeys } from "../../../../db/queries/checks/sample-plans.ts";
import { insertMoneyPlan } from "../../../../db/writes/checks/own-forms/hired-staff.ts";
import { requireStart } from "../../sample-plans/starts.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { write } from "../../../ground/write/write.ts";
import { yearPoints } from "./money-size.ts";
import type { DecideMoneyPlanInput } from "./schema.ts";

/** Decides how much may be wrong and how sure to be, from a period on. What is frozen keeps the plan it was frozen under. */
export async function decideMoneyPlan(ctx: Context, controlId: string, input: DecideMoneyPlanInput): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const control = await findMoneyControl(trx, controlId);
			if (!control) throw new NotFound(`money control ${controlId}`);
			await allow("control.edit", control.unit_id);
			requireStart(control, await listFrozenKeys(trx, control.id), input.valid_from);
			const same = (await listMoneyPlans(trx, control.id)).filter((plan) => plan.valid_from === input.valid_from);
			const id = newId(ctx.clock());
			await insertMoneyPlan(trx, {
				id,
				control_id: control.id,
				...input,
				edition: Math.max(0, ...same.map((plan) => plan.edition)) + 1,
				decided_at: nowOf(ctx),
				decided_by: ctx.actor.id!,
			});
			await record({
				type: "money_plan.decided",
				unit_id: control.unit_id,
				object: { kind: "control", id: control.id },
				data: { title: control.title, ...input, points: yearPoints(input) },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Någon annan beslutade en plan samtidigt. Läs den och besluta igen." });
		throw error;
	}
}
