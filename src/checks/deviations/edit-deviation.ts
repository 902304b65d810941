import { SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireNoHand } from "../duties/require-no-hand.ts";
import { requireOwner } from "./owners.ts";
import { requireDeviation, requireUnfinished } from "./require-deviation.ts";
import type { EditDeviation } from "./schema.ts";

export function editDeviation(ctx: Context, id: string, { version, ...input }: EditDeviation): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const deviation = await requireDeviation(trx, id);
		const role = await allow("deviation.handle", deviation.unit_id);
		requireUnfinished(deviation);
		const who = { personId: ctx.actor.id, absentId: role.substitute_for?.id ?? null };
		if (isEasing(deviation.severity, input.severity))
			await requireNoHand(trx, ["ease"], deviation, { ...who, told: "sänka allvarlighetsgraden för" });
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

/**
 * True when the severity is lowered. Lowering it would be a way round the rule of who may close a större avvikelse, so the same
 * duties are asked for.
 */
export function isEasing(from: Severity, to: Severity): boolean {
	const ladder = Object.keys(SEVERITIES);
	return ladder.indexOf(to) < ladder.indexOf(from);
}
