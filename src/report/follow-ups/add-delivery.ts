import { findPersonOption } from "../../../db/queries/people/people.ts";
import { insertDelivery } from "../../../db/writes/report/follow-ups.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireKnownPeriod, requireOpenPeriod } from "../periods/require-open.ts";
import type { AddDelivery } from "./schema.ts";

/** Asks somebody of the förvaltning for a part of the report. */
export function addDelivery(ctx: Context, periodId: string, input: AddDelivery): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const period = await requireKnownPeriod(trx, periodId);
		await allow("period.edit", period.unit_id);
		await requireOpenPeriod(trx, periodId);
		const reach = { own: [], branch: [period.unit_id] };
		const person = await findPersonOption(trx, { reach, today: stockholmDate(nowOf(ctx)) }, input.person_id);
		if (!person) throw new Invalid({ person_id: "Välj en person med en roll i förvaltningen." });
		const id = newId(ctx.clock());
		const open = { delivered_at: null, delivered_by: null, version: 1 };
		await insertDelivery(trx, { id, period_id: periodId, ...input, ...open });
		await record({
			type: "delivery.added",
			unit_id: period.unit_id,
			object: { kind: "delivery", id },
			data: { period: period.name, what: input.what, person: person.name, due_on: input.due_on },
		});
		return id;
	});
}
