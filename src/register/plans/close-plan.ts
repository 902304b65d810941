import { countUntestedDone } from "../../../db/queries/register/measures.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePlan } from "./require-plan.ts";
import type { ClosePlan } from "./schema.ts";

/** Closes a plan whose year is over. From then on nothing inside it changes. */
export function closePlan(ctx: Context, id: string, { version }: ClosePlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.decide", plan.unit_id);
		if (plan.status !== "in_force") throw new NotAllowed("Bara en gällande plan kan avslutas.");
		if (stockholmDate(nowOf(ctx)) <= `${plan.year}-12-31`)
			throw new Invalid({ "": `Planen kan avslutas när året ${plan.year} är slut.` });
		const untested = await countUntestedDone(trx, id);
		if (untested > 0)
			throw new Invalid({
				"": `${untested === 1 ? "En åtgärd är genomförd" : `${untested} åtgärder är genomförda`} utan att effekten är prövad. Rapportera effekten först.`,
			});
		await requireFresh(trx, await updatePlan(trx, id, version, { status: "closed" }), "plan", id);
		await record({
			type: "plan.closed",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year },
		});
	});
}
