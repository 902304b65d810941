import { countRisks } from "../../../db/queries/register/risks.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePlan } from "./require-plan.ts";
import type { AdoptPlan } from "./schema.ts";

/** Registers the nämnd's decision; from then on the plan is in force (KL 6:6: the board owns the internal control). */
export function adoptPlan(ctx: Context, id: string, { version, ...decision }: AdoptPlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.decide", plan.unit_id);
		if (plan.status !== "draft")
			throw new NotAllowed(`Beslutet om internkontrollplan ${plan.year} är redan registrerat.`);
		if (decision.decided_on > stockholmDate(nowOf(ctx)))
			throw new Invalid({ decided_on: "Beslutet kan inte ligga i framtiden." });
		if ((await countRisks(trx, { plan_id: id })) === 0)
			throw new Invalid({ "": "Planen har inga risker. Lägg till dem innan beslutet registreras." });
		const values = { ...decision, status: "in_force" as const };
		await requireFresh(trx, await updatePlan(trx, id, version, values), "plan", id);
		await record({
			type: "plan.adopted",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: {
				year: plan.year,
				decided_on: decision.decided_on,
				paragraph: decision.decision_paragraph,
				registry_no: decision.registry_no,
			},
		});
	});
}
