import { isUniqueViolation } from "../../../../db/errors.ts";
import { listCashPeriods, listOrderFunds } from "../../../../db/queries/checks/own-forms/cash-counts.ts";
import { insertCashOrder } from "../../../../db/writes/checks/own-forms/cash-counts.ts";
import { stockholmDate } from "../../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { Invalid, NotFound } from "../../../ground/errors.ts";
import { write } from "../../../ground/write/write.ts";
import { planSecret } from "../../draws/plan-draw.ts";

/**
 * Draws the order in which a period's kassor are counted, once: a secret that nobody can read, with its commitment in the trail.
 * Nobody is told more than which kassa is next, so that no count is announced.
 */
export async function planCashOrder(ctx: Context, input: { control_id: string; period_key: string }): Promise<void> {
	const { control_id, period_key } = input;
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const periods = await listCashPeriods(trx, "all");
			const period = periods.find((one) => one.control_id === control_id && one.period_key === period_key);
			if (!period) throw new NotFound(`cash control ${control_id} ${period_key}`);
			await allow("draw.run", period.unit_id);
			if (period.order_id !== null) throw new Invalid({ "": "Ordningen är redan dragen." });
			const funds = await listOrderFunds(trx, control_id, period_key, stockholmDate(nowOf(ctx)));
			if (funds.length === 0)
				throw new Invalid({ "": "Det finns inga kontantkassor att räkna. Lägg till dem i registret." });
			if (funds.every((fund) => fund.counted_at !== null))
				throw new Invalid({ "": "Alla kassor är redan räknade. Det finns ingen ordning att dra." });
			const order = planSecret(ctx, `${period.control_key}/${period_key}`);
			await insertCashOrder(trx, { ...order, control_id, period_key, planned_by: ctx.actor.id! });
			await record({
				type: "cash_order.planned",
				unit_id: period.unit_id,
				object: { kind: "cash_order", id: order.id },
				data: { draw_id: order.draw_id, commitment: order.commitment, funds: funds.length },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Ordningen är redan dragen." });
		throw error;
	}
}
