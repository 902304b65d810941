import type { Trx } from "../../../db/open.ts";
import { findAcceptedInvitation } from "../../../db/queries/people/accounts-invitations.ts";
import { listRolesOf, type Person, type RoleRow } from "../../../db/queries/people/people.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { CONTROL_ROLES, SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import { insertRole } from "../../../db/writes/people/people.ts";
import { endSessionsOf } from "../../../db/writes/people/session.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { refuseOwnRights, requireAtWork, requirePerson } from "./require-person.ts";
import type { GrantRole } from "./schema.ts";

/** Gives a person a role at a unit, for themselves or as a substitute. They sign in anew to use it (T30). Returns the role's id. */
export function grantRole(ctx: Context, personId: string, input: GrantRole): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const person = await requirePerson(trx, ctx.actor, personId);
		await allow("organisation.edit", input.unit_id);
		refuseOwnRights(ctx.actor, personId);
		requireAtWork(person);
		if (CONTROL_ROLES.includes(input.role)) await refuseOwnInvitee(trx, ctx, person);
		const unit = await findUnit(trx, input.unit_id);
		if (!unit || (unit.valid_to !== null && unit.valid_to < input.valid_from))
			throw new Invalid({ unit_id: "Välj en enhet som finns när rollen börjar." });
		const held = await listRolesOf(trx, personId);
		if (held.some((role) => role.role === input.role && role.unit_id === input.unit_id && overlaps(role, input)))
			throw new Invalid({ role: `${person.name} har redan den rollen vid ${unit.name} under den tiden.` });
		const absent = await requireAbsent(trx, ctx, personId, input);
		const id = newId(ctx.clock());
		await insertRole(trx, { id, person_id: personId, ...input, version: 1 });
		await endSessionsOf(trx, personId, nowOf(ctx));
		await record({
			type: "role.granted",
			unit_id: input.unit_id,
			object: { kind: "person", id: personId },
			data: {
				person: person.name,
				role: input.role,
				unit: unit.name,
				from: input.valid_from,
				to: input.valid_to,
				for: absent,
			},
		});
		return id;
	});
}

/**
 * Whoever let somebody in on their own word alone gives them no role of the control: the two acts together would be a way to sign
 * in as somebody else (T55).
 */
async function refuseOwnInvitee(trx: Trx, { actor }: Context, person: Pick<Person, "id" | "name">): Promise<void> {
	const invitation = await findAcceptedInvitation(trx, person.id);
	if (!invitation?.created_by || invitation.created_by === SYSTEM_PERSON || invitation.confirmed_by !== null) return;
	if (actor.id !== null && (await isSameHuman(trx, actor.id, invitation.created_by)))
		throw new Invalid({
			role: `${person.name} kom in genom din egen inbjudan. En annan administratör behöver ge en sådan roll.`,
		});
}

function overlaps(a: Pick<RoleRow, "valid_from" | "valid_to">, b: Pick<RoleRow, "valid_from" | "valid_to">): boolean {
	return (a.valid_to === null || a.valid_to >= b.valid_from) && (b.valid_to === null || b.valid_to >= a.valid_from);
}

/** The name of the person a substitute stands in for, who must hold that very role during the whole time. */
async function requireAbsent(trx: Trx, ctx: Context, personId: string, input: GrantRole): Promise<string | null> {
	if (input.substitute_for === null) return null;
	if (input.substitute_for === personId)
		throw new Invalid({ substitute_for: "En person kan inte vikariera för sig själv." });
	const absent = await requirePerson(trx, ctx.actor, input.substitute_for);
	const covers = (role: RoleRow) =>
		role.role === input.role &&
		role.unit_id === input.unit_id &&
		role.substitute_for === null &&
		role.valid_from <= input.valid_from &&
		(role.valid_to === null || role.valid_to >= input.valid_to!);
	if (!(await listRolesOf(trx, absent.id)).some(covers))
		throw new Invalid({ substitute_for: `${absent.name} har inte rollen vid enheten under hela den tiden.` });
	return absent.name;
}
