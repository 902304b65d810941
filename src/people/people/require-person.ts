import type { Db } from "../../../db/open.ts";
import {
	findPersonWithin,
	isLastAdministrator,
	findRole,
	listRolesOf,
	type Person,
	type PersonRow,
	type RoleRow,
} from "../../../db/queries/people/people.ts";
import { type Actor, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";
import type { Writing } from "../../ground/write/write.ts";

/** A person whom the actor may see: somebody with a role within reach, or with none at all yet. Nobody else exists (T25). */
export async function requirePerson(db: Db, actor: Actor, id: string): Promise<Person> {
	const person = await findPersonWithin(db, { reach: reachOf(actor, "organisation.view"), id });
	if (!person) throw new NotFound(`person ${id}`);
	return person;
}

export async function requireRole(db: Db, actor: Actor, id: string): Promise<RoleRow & { person: Person }> {
	const role = await findRole(db, id);
	if (!role) throw new NotFound(`role ${id}`);
	return { ...role, person: await requirePerson(db, actor, role.person_id) };
}

/**
 * Allows a change of the person as such: the actor must have the right at every unit where the person holds or will hold a role,
 * so that nobody changes the e-mail of somebody placed above them. Returns a unit for the event.
 */
export async function allowForPerson(
	writing: Pick<Writing, "trx" | "allow">,
	actor: Actor,
	person: Person,
	today: string,
): Promise<{ unitId: string; roles: RoleRow[] }> {
	const action: Action = "organisation.edit";
	const held = requireSomewhere(actor, action);
	const roles = (await listRolesOf(writing.trx, person.id)).filter(
		(role) => role.valid_to === null || role.valid_to >= today,
	);
	for (const unitId of new Set(roles.map((role) => role.unit_id))) await writing.allow(action, unitId);
	if (roles.length === 0) await writing.allow(action, held.unit_id);
	return { unitId: roles[0]?.unit_id ?? held.unit_id, roles };
}

/** Refuses changes of one's own rights. Somebody else must make them, which also keeps at least one administrator in place. */
export function refuseOwnRights(actor: Actor, personId: string): void {
	if (actor.id === personId)
		throw new NotAllowed("Du kan inte ändra dina egna roller. En annan administratör behöver göra det.");
}

/** Refuses changes of somebody who has left. */
export function requireAtWork(person: Pick<Person | PersonRow, "name" | "ended_at">): void {
	if (person.ended_at !== null) throw new NotAllowed(`${person.name} är avslutad och kan inte ändras.`);
}

/**
 * Nobody, and no file or directory, locks everybody out: the last administrator of the whole region stays until another has been named.
 * Asked inside the write, so that two who end one each at the same moment do not end both.
 */
export async function refuseLastAdministrator(
	db: Db,
	person: { id: string; name: string },
	today: string,
): Promise<void> {
	if (await isLastAdministrator(db, person.id, today))
		throw new NotAllowed(
			`${person.name} är den enda administratören för hela regionen utan slutdatum. Utse en till först.`,
			{ log: "the last administrator of the whole region stays" },
		);
}
