import { findUnit } from "../../../db/queries/people/units.ts";
import { insertHold } from "../../../db/writes/proof/retention.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { SetHold } from "./schema.ts";

/** Stops all disposal at a unit and below, whatever else is decided, until it is lifted. Returns its id. */
export function setHold(ctx: Context, { unit_id, reason }: SetHold): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("disposal.hold", unit_id);
		const unit = await findUnit(trx, unit_id);
		if (!unit) throw new NotFound(`unit ${unit_id}`);
		const id = newId(ctx.clock());
		const lifted = { lifted_at: null, lifted_by: null, lift_reason: "" };
		await insertHold(trx, { id, unit_id, reason, set_at: nowOf(ctx), set_by: ctx.actor.id!, ...lifted, version: 1 });
		await record({ type: "hold.set", unit_id, object: { kind: "hold", id }, data: { unit: unit.name, reason } });
		return id;
	});
}
