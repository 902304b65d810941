import { updateRole } from "../../../db/writes/people/people.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { refuseLastAdministrator, refuseOwnRights, requireRole } from "./require-person.ts";
import type { EndRole } from "./schema.ts";

/**
 * Ends a role. The last day is never further back than yesterday (which ends it at once): rights that were used are not taken
 * back afterwards. Sessions end too. Returns the person's id.
 */
export function endRole(ctx: Context, id: string, { valid_to, version }: EndRole): Promise<string> {
	const now = nowOf(ctx);
	const today = stockholmDate(now);
	return write(ctx, async ({ trx, allow, record }) => {
		const role = await requireRole(trx, ctx.actor, id);
		await allow("organisation.edit", role.unit_id);
		refuseOwnRights(ctx.actor, role.person_id);
		if (role.valid_to !== null && role.valid_to < today) throw new NotAllowed("Rollen har redan upphört.");
		if (valid_to < dateOfDay(dayNumber(today) - 1))
			throw new Invalid({ valid_to: "Sista dagen kan tidigast vara i går." });
		if (role.valid_to !== null && valid_to > role.valid_to)
			throw new Invalid({
				valid_to: `Rollen upphör redan ${formatDate(role.valid_to)}. Ge en ny roll för tiden därefter.`,
			});
		if (role.role === "administrator" && role.substitute_for === null)
			await refuseLastAdministrator(trx, role.person, today);
		await requireFresh(trx, await updateRole(trx, id, version, { valid_to }), "person", role.person_id);
		await endSessionsOf(trx, role.person_id, now);
		await record({
			type: "role.ended",
			unit_id: role.unit_id,
			object: { kind: "person", id: role.person_id },
			data: { person: role.person.name, role: role.role, unit: role.unit_name, to: valid_to },
		});
		return role.person_id;
	});
}
