import type { Db } from "../../../db/open.ts";
import type { ApiTokenRow } from "../../../db/queries/people/api.ts";
import type { SessionRole } from "../../../db/queries/people/session.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import type { ActorRole } from "../../ground/access/actor.ts";
import { holdsAtOwnUnit } from "../../ground/access/permissions.ts";

type Held = Pick<ActorRole, "role" | "unit_id"> & { substitute_for: string | null };

/** A role as it is remembered with a key. */
export const heldRole = ({ role, unit_id, substitute_for }: ActorRole): Held => ({
	...{ role, unit_id, substitute_for: substitute_for?.id ?? null },
});

/** The owner's roles of today that they also had when the key was made, within the unit that the key is narrowed to. */
export async function rolesWithin(db: Db, token: ApiTokenRow, today: readonly SessionRole[]): Promise<SessionRole[]> {
	const then = JSON.parse(token.roles) as Held[];
	const same = (a: Held) => (b: Held) =>
		a.role === b.role && a.unit_id === b.unit_id && a.substitute_for === b.substitute_for;
	const both = today.filter((role) => then.some(same(heldRole(role))));
	return token.unit_id === null ? both : narrowed(db, token.unit_id, token.unit_name ?? "", both);
}

/** A role from above is held at the unit itself; one from below stays; any other reaches nothing there. */
async function narrowed(db: Db, unit_id: string, unit_name: string, roles: readonly SessionRole[]) {
	const above = await unitPath(db, unit_id);
	const found: SessionRole[] = [];
	for (const role of roles) {
		if ((await unitPath(db, role.unit_id)).includes(unit_id)) found.push(role);
		else if (above.includes(role.unit_id) && !holdsAtOwnUnit(role.role)) found.push({ ...role, unit_id, unit_name });
	}
	return found;
}
