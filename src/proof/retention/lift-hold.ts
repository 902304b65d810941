import { findHold } from "../../../db/queries/proof/retention.ts";
import { updateHold } from "../../../db/writes/proof/retention.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import type { LiftHold } from "./schema.ts";

/** Ends a hold, with the reason. What has passed its time may then be disposed of by a decision. */
export function liftHold(ctx: Context, id: string, { version, reason }: LiftHold): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const hold = await findHold(trx, id);
		if (!hold) throw new NotFound(`hold ${id}`);
		await allow("disposal.hold", hold.unit_id);
		if (hold.lifted_at !== null) throw new Invalid({ "": "Spärren är redan hävd." });
		const lifted = { lifted_at: nowOf(ctx), lifted_by: ctx.actor.id!, lift_reason: reason };
		await requireFresh(trx, await updateHold(trx, id, version, lifted), "hold", id);
		await record({
			type: "hold.lifted",
			unit_id: hold.unit_id,
			object: { kind: "hold", id },
			data: { unit: hold.unit, reason },
		});
	});
}
