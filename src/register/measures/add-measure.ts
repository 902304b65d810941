import { nextMeasurePosition } from "../../../db/queries/register/measures.ts";
import { insertMeasure } from "../../../db/writes/register/measures.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireOpenPlan, requireStanding } from "../plans/require-plan.ts";
import { requireRisk } from "../risks/require-risk.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import type { Brief } from "../../ground/write/fields.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { checkOwner } from "./check-owner.ts";
import type { AddMeasure } from "./schema.ts";

/** Adds a measure under a risk: there is no measure without one. Returns its id. */
export function addMeasure(ctx: Context, riskId: string, input: Brief<AddMeasure>): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const risk = await requireRisk(trx, riskId);
		await allow("measure.edit", risk.unit_id);
		requireOpenPlan({ year: risk.plan_year, status: risk.plan_status });
		requireStanding(risk);
		await checkOwner(trx, risk.unit_id, input.owner_id ?? null, stockholmDate(nowOf(ctx)));
		const id = newId(ctx.clock());
		await insertMeasure(trx, {
			id,
			risk_id: riskId,
			position: await nextMeasurePosition(trx, riskId),
			...input,
			status: "not_started",
			status_reason: "",
			effect_tested: "not_yet",
			effect_note: "",
			carried_from: null,
			version: 1,
		});
		await record({
			type: "measure.added",
			unit_id: risk.unit_id,
			object: { kind: "measure", id },
			data: { title: input.title },
		});
		return id;
	});
}
