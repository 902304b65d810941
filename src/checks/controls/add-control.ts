import { findRisk } from "../../../db/queries/register/risks.ts";
import { insertControl } from "../../../db/writes/checks/controls.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { freeKey } from "../../ground/write/control-key.ts";
import { requireSound } from "./require-sound.ts";
import type { NewControl } from "./schema.ts";

/** Adds a control to a risk. Returns its id; units are added afterwards. */
export function addControl(ctx: Context, riskId: string, input: NewControl): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const risk = await findRisk(trx, riskId);
		if (!risk) throw new NotFound(`risk ${riskId}`);
		await allow("control.edit", risk.unit_id);
		await requireSound(trx, { ...risk, risk_id: risk.id }, input, stockholmDate(nowOf(ctx)));
		const id = newId(ctx.clock());
		await insertControl(trx, {
			...input,
			id,
			plan_id: risk.plan_id,
			risk_id: risk.id,
			key: await freeKey(trx, input.title),
			version: 1,
		});
		await record({
			type: "control.added",
			unit_id: risk.unit_id,
			object: { kind: "control", id },
			data: { title: input.title },
		});
		return id;
	});
}
