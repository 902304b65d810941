import type { Measure } from "../../../db/queries/register/measures.ts";
import { updateMeasure } from "../../../db/writes/register/measures.ts";
import type { Actor, ActorRole } from "../../ground/access/actor.ts";
import { scopeOf } from "../../ground/access/permissions.ts";
import { requireOpenPlan, requireStanding } from "../plans/require-plan.ts";
import { Invalid } from "../../ground/errors.ts";
import type { Context } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import type { Brief } from "../../ground/write/fields.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { testerConflict } from "./effect-tester.ts";
import { requireMeasure } from "./require-measure.ts";
import type { ReportMeasure } from "./schema.ts";

/** The actor's role as the measure's owner, or as the owner's substitute; undefined when it is somebody else's. */
export function ownerRole(actor: Actor, measure: Pick<Measure, "owner_id">): ActorRole | undefined {
	if (measure.owner_id === null) return undefined;
	return actor.roles.find((held) => {
		const behalf = held.substitute_for?.id ?? actor.id;
		return behalf === measure.owner_id && scopeOf("measure.report", held.role) !== undefined;
	});
}

/** The lägesrapport, by the measure's owner (whose right is tested where they work) or by whoever may report for the förvaltning. */
export function reportMeasure(ctx: Context, id: string, { version, ...input }: Brief<ReportMeasure>): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const measure = await requireMeasure(trx, id);
		const own = ownerRole(ctx.actor, measure);
		const role = await allow("measure.report", own?.unit_id ?? measure.unit_id, own?.substitute_for?.id);
		requireOpenPlan({ year: measure.plan_year, status: measure.plan_status });
		requireStanding(measure);
		const changes = changesBetween(measure, input);
		if (Object.keys(changes).length === 0 && version === measure.version) return unchanged(undefined);
		if (input.effect_tested !== "not_yet" && ("effect_tested" in changes || "effect_note" in changes)) {
			const who = { personId: ctx.actor.id, absentId: role.substitute_for?.id ?? null };
			const conflict = await testerConflict(trx, measure, who);
			if (conflict !== null) throw new Invalid({ effect_tested: conflict });
		}
		await requireFresh(trx, await updateMeasure(trx, id, version, input), "measure", id);
		await record({
			type: "measure.reported",
			unit_id: measure.unit_id,
			object: { kind: "measure", id },
			data: { title: measure.title, status: input.status, changes },
		});
	});
}
