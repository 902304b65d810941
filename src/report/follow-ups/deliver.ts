import { findDelivery } from "../../../db/queries/report/follow-ups-deliveries.ts";
import { updateDelivery } from "../../../db/writes/report/follow-ups.ts";
import { maySomewhere } from "../../ground/access/actor.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed, NotFound } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import type { Deliver } from "./schema.ts";

/** Whoever was asked (or the controller) says that the part has been delivered. */
export function deliver(ctx: Context, periodId: string, id: string, { version }: Deliver): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const period = await requireKnownPeriod(trx, periodId);
		const delivery = await findDelivery(trx, periodId, id);
		if (!delivery) throw new NotFound(`delivery ${id}`);
		const own = delivery.person_id === ctx.actor.id && maySomewhere(ctx.actor, "delivery.deliver");
		if (!own && !(await mayAt(trx, ctx.actor, "period.edit", period.unit_id))) {
			throw new NotAllowed("Den som ombetts lämna delen, eller controllern, markerar den som lämnad.");
		}
		await allow("delivery.deliver", period.unit_id);
		await requireOpenPeriod(trx, periodId);
		if (delivery.delivered_at !== null) throw new Invalid({ "": "Delen är redan lämnad." });
		const values = { delivered_at: nowOf(ctx), delivered_by: ctx.actor.id! };
		await requireFresh(trx, await updateDelivery(trx, id, version, values), "delivery", id);
		await record({
			type: "delivery.delivered",
			unit_id: period.unit_id,
			object: { kind: "delivery", id },
			data: { period: period.name, what: delivery.what },
		});
	});
}
