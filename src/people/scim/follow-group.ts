import { findPerson, listRolesOf, type RoleRow } from "../../../db/queries/people/people.ts";
import type { DirectoryGroup } from "../../../db/queries/people/scim.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { endRole } from "../people/end-role.ts";
import { grantRole } from "../people/grant-role.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";

/**
 * Brings roles into line with a coupled group: every member at work holds the role, and whoever left the group loses it. Can be run
 * again after an interruption: what is already so stays so.
 */
export async function followGroup(ctx: Context, group: DirectoryGroup, left: readonly string[]): Promise<void> {
	const { role, unit_id } = group;
	if (role === null || unit_id === null) return;
	const today = stockholmDate(nowOf(ctx));
	const held = async (personId: string) =>
		(await listRolesOf(ctx.db, personId)).find((one) => holds(one, group, today));
	for (const { person_id } of group.members) {
		const person = await findPerson(ctx.db, person_id);
		if (person?.ended_at !== null || (await held(person_id))) continue;
		await grantRole(ctx, person_id, { role, unit_id, valid_from: today, valid_to: null, substitute_for: null });
	}
	for (const personId of left) {
		const one = await held(personId);
		if (one) await endRole(ctx, one.id, { valid_to: dateOfDay(dayNumber(today) - 1), version: one.version });
	}
}

function holds(one: RoleRow, group: DirectoryGroup, today: string): boolean {
	return (
		one.role === group.role &&
		one.unit_id === group.unit_id &&
		one.substitute_for === null &&
		(one.valid_to === null || one.valid_to >= today)
	);
}
