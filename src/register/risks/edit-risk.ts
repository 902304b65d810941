import { updateRisk } from "../../../db/writes/register/risks.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { storedFields, storedValues } from "../../ground/tables/field.ts";
import { requireOpenPlan, requireStanding } from "../plans/require-plan.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { checkReferences } from "./check-risk.ts";
import { RISK_FIELDS } from "./fields.ts";
import { requireRisk } from "./require-risk.ts";
import type { EditRisk } from "./schema.ts";

/** Changes a risk under the version the person saw. */
export function editRisk(ctx: Context, id: string, { version, ...input }: EditRisk): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const risk = await requireRisk(trx, id);
		await allow("risk.edit", risk.unit_id);
		requireOpenPlan({ year: risk.plan_year, status: risk.plan_status });
		requireStanding(risk);
		await checkReferences(trx, { id: risk.plan_id, unit_id: risk.unit_id }, input, stockholmDate(nowOf(ctx)), risk);
		const values = storedValues(RISK_FIELDS, input);
		const changes = changesBetween(storedFields(RISK_FIELDS, risk), values);
		if (Object.keys(changes).length === 0 && version === risk.version) return unchanged(undefined);
		await requireFresh(trx, await updateRisk(trx, id, version, values), "risk", id);
		await record({
			type: "risk.edited",
			unit_id: risk.unit_id,
			object: { kind: "risk", id },
			data: { title: input.title, changes },
		});
	});
}
