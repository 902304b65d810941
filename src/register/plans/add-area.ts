import { isUniqueViolation } from "../../../db/errors.ts";
import { listAreas } from "../../../db/queries/register/plans.ts";
import { insertArea } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireOpenPlan, requirePlan } from "./require-plan.ts";
import type { AddArea } from "./schema.ts";

/** Adds a verksamhet last in the plan. Returns its id. */
export async function addArea(ctx: Context, planId: string, input: AddArea): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const plan = await requirePlan(trx, planId);
			await allow("plan.edit", plan.unit_id);
			requireOpenPlan(plan);
			const last = (await listAreas(trx, planId)).at(-1)?.position ?? 0;
			const id = newId(ctx.clock());
			await insertArea(trx, { id, plan_id: planId, name: input.name, position: last + 1 });
			await record({
				type: "area.added",
				unit_id: plan.unit_id,
				object: { kind: "plan", id: planId },
				data: { name: input.name },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ name: "Verksamheten finns redan i planen." });
		throw error;
	}
}
