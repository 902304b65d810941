import { updatePerson, updateRole } from "../../../db/writes/people/people.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import {
	allowForPerson,
	refuseLastAdministrator,
	refuseOwnRights,
	requireAtWork,
	requirePerson,
} from "./require-person.ts";
import type { EndPerson } from "./schema.ts";

/** Ends a person who leaves: the roles end with yesterday and every session ends at once. What the person did is kept. */
export function endPerson(ctx: Context, id: string, { version }: EndPerson): Promise<void> {
	const now = nowOf(ctx);
	const today = stockholmDate(now);
	const yesterday = dateOfDay(dayNumber(today) - 1);
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const person = await requirePerson(trx, ctx.actor, id);
		const { unitId, roles } = await allowForPerson(writing, ctx.actor, person, today);
		refuseOwnRights(ctx.actor, id);
		requireAtWork(person);
		await refuseLastAdministrator(trx, person, today);
		await requireFresh(trx, await updatePerson(trx, id, version, { ended_at: now }), "person", id);
		for (const role of roles) {
			await updateRole(trx, role.id, role.version, { valid_to: yesterday });
			await record({
				type: "role.ended",
				unit_id: role.unit_id,
				object: { kind: "person", id },
				data: { person: person.name, role: role.role, unit: role.unit_name, to: yesterday },
			});
		}
		await endSessionsOf(trx, id, now);
		await record({
			type: "person.ended",
			unit_id: unitId,
			object: { kind: "person", id },
			data: { name: person.name },
		});
	});
}
