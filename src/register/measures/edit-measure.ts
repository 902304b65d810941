import { updateMeasure } from "../../../db/writes/register/measures.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requireOpenPlan, requireStanding } from "../plans/require-plan.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import type { Brief } from "../../ground/write/fields.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { checkOwner } from "./check-owner.ts";
import { requireMeasure } from "./require-measure.ts";
import type { EditMeasure } from "./schema.ts";

/** Changes what is told of it: what a measure is, who owns it and when it is due. Where it stands is said in the lägesrapport. */
export function editMeasure(ctx: Context, id: string, { version, ...input }: Brief<EditMeasure>): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const measure = await requireMeasure(trx, id);
		await allow("measure.edit", measure.unit_id);
		requireOpenPlan({ year: measure.plan_year, status: measure.plan_status });
		requireStanding(measure);
		await checkOwner(trx, measure.unit_id, input.owner_id ?? null, stockholmDate(nowOf(ctx)), measure.owner_id);
		const changes = changesBetween(measure, input);
		if (Object.keys(changes).length === 0 && version === measure.version) return unchanged(undefined);
		await requireFresh(trx, await updateMeasure(trx, id, version, input), "measure", id);
		await record({
			type: "measure.edited",
			unit_id: measure.unit_id,
			object: { kind: "measure", id },
			data: { title: input.title, changes },
		});
	});
}
