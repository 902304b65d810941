import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { closerConflict } from "../../ground/access/duties.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOwner } from "./owners.ts";
import { requireDeviation, requireUnfinished } from "./require-deviation.ts";
import type { EditDeviation } from "./schema.ts";

export function editDeviation(ctx: Context, id: string, { version, ...input }: EditDeviation): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const deviation = await requireDeviation(trx, id);
		const role = await allow("deviation.handle", deviation.unit_id);
		requireUnfinished(deviation);
		requireNoEasing(deviation, input.severity, ctx.actor.id, role.substitute_for?.id ?? null);
		await requireOwner(trx, deviation.unit_id, stockholmDate(nowOf(ctx)), input.owner_id);
		const changes = changesBetween(deviation, input);
		if (Object.keys(changes).length === 0) return unchanged(undefined);
		await requireFresh(trx, await updateDeviation(trx, id, version, input), "deviation", id);
		await record({
			type: "deviation.edited",
			unit_id: deviation.unit_id,
			object: { kind: "deviation", id },
			data: { number: deviation.number, title: input.title, changes },
		});
	});
}

/** Who is in charge of a större or väsentlig avvikelse does not make it smaller: that would be a way round who may close it. */
function requireNoEasing(deviation: Deviation, to: Severity, personId: string | null, behalfId: string | null): void {
	const ladder = Object.keys(SEVERITIES);
	if (ladder.indexOf(to) >= ladder.indexOf(deviation.severity) || !closerConflict(deviation, personId, behalfId))
		return;
	const reason = "Du ansvarar för avvikelsen. Någon annan behöver bedöma om den är mindre allvarlig.";
	throw new NotAllowed(reason, {
		attempt: {
			type: "duty.refused",
			unit_id: deviation.unit_id,
			object: { kind: "deviation", id: deviation.id },
			data: { act: `sänka allvarlighetsgraden för avvikelse ${deviation.number}`, reason },
		},
	});
}
