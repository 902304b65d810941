import type { Db } from "../../../db/open.ts";
import { listRoleHolders } from "../../../db/queries/checks/controls-units.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { ROLES, type Role } from "../../../db/schema/vocabulary.ts";
import { scopeOf } from "../../ground/access/permissions.ts";

export interface Eligible {
	id: string;
	name: string;
	/** "Chef, Controller": the roles that make them eligible. */
	roles: string;
	/** 0 at the unit itself, one more for each step up. */
	distance: number;
}

/** Who the table of rights lets perform, or review, the runs of a unit. */
export async function listEligible(
	db: Db,
	action: "run.perform" | "run.review",
	unitId: string,
	today: string,
): Promise<Eligible[]> {
	const path = await unitPath(db, unitId);
	const roles = (Object.keys(ROLES) as Role[]).filter((role) => scopeOf(action, role) !== undefined);
	const holders = (await listRoleHolders(db, path, roles, today)).filter(
		(holder) => scopeOf(action, holder.role) !== "own" || holder.unit_id === path[0],
	);
	const people = new Map<string, { name: string; roles: Set<string>; distance: number }>();
	for (const { id, name, role, unit_id } of holders) {
		const person = people.get(id) ?? { name, roles: new Set<string>(), distance: path.length };
		person.distance = Math.min(person.distance, path.indexOf(unit_id));
		person.roles.add(ROLES[role]);
		people.set(id, person);
	}
	return [...people].map(([id, { name, roles, distance }]) => ({ id, name, roles: [...roles].join(", "), distance }));
}
