import { isUndecided } from "../../../db/schema/register/plans.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireNoGaps } from "../plans/adopt-plan.ts";
import { readPlanState } from "../plans/plan-state.ts";
import { recordDecision } from "../plans/record-decision.ts";
import { requirePlan } from "../plans/require-plan.ts";
import type { AmendPlan } from "../plans/schema.ts";

/**
 * Registers an ändringsbeslut: the changes since the latest decision are then decided, and the plan is kept as the next
 * version.
 */
export function amendPlan(ctx: Context, id: string, { version, ...decision }: AmendPlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.decide", plan.unit_id);
		if (plan.status === "closed")
			throw new Invalid({ "": `Internkontrollplan ${plan.year} är avslutad. Inget i den kan ändras.` });
		const { decisions, changes, gaps } = await readPlanState(trx, id);
		const latest = decisions.at(-1);
		if (isUndecided(plan.status) || !latest)
			throw new NotAllowed("Planen är inte beslutad. Ett ändringsbeslut kan tas först när den är det.");
		if (decision.decided_on > stockholmDate(nowOf(ctx)))
			throw new Invalid({ decided_on: "Beslutet kan inte ligga i framtiden." });
		if (decision.decided_on < latest.decided_on)
			throw new Invalid({ decided_on: `Beslutet kan inte ligga före det förra, ${formatDate(latest.decided_on)}.` });
		await requireFresh(trx, await updatePlan(trx, id, version, {}), "plan", id);
		if (changes.length === 0) throw new Invalid({ "": "Inget är ändrat sedan det senaste beslutet." });
		requireNoGaps(gaps, "Ändringarna kan inte beslutas");
		const number = latest.number + 1;
		const digest = await recordDecision(ctx, trx, id, { number, ...decision, outside: false });
		const { decided_on, decision_paragraph: paragraph, registry_no } = decision;
		await record({
			type: "plan.amended",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year, number, decided_on, paragraph, registry_no, changes: changes.length, digest },
		});
	});
}
