import type { Db } from "../../../db/open.ts";
import { listRoleHolders } from "../../../db/queries/checks/controls-units.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { ROLES, type Role } from "../../../db/schema/vocabulary.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { scopeOf } from "../../ground/access/permissions.ts";
import { Invalid } from "../../ground/errors.ts";

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

/**
 * The names of the chosen performer and reviewer. Throws `Invalid` at the field when one of them cannot be it, or when they are
 * the same person (rule 3).
 */
export async function requirePeople(
	db: Db,
	unitId: string,
	chosen: { performer_id: string | null; reviewer_id: string | null },
	today: string,
): Promise<{ performer: string | null; reviewer: string | null }> {
	const errors: Record<string, string> = {};
	const find = async (action: "run.perform" | "run.review", id: string | null) =>
		id === null ? null : (await listEligible(db, action, unitId, today)).find((person) => person.id === id);
	const performer = await find("run.perform", chosen.performer_id);
	const reviewer = await find("run.review", chosen.reviewer_id);
	if (performer === undefined) errors.performer_id = "Personen har ingen roll som får utföra kontroller vid enheten.";
	if (reviewer === undefined) errors.reviewer_id = "Personen har ingen roll som får granska kontroller vid enheten.";
	if (chosen.reviewer_id !== null && chosen.performer_id !== null)
		if (await isSameHuman(db, chosen.reviewer_id, chosen.performer_id))
			errors.reviewer_id = "Granskaren får inte vara samma person som utföraren, inte heller med ett annat konto.";
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
	return { performer: performer?.name ?? null, reviewer: reviewer?.name ?? null };
}
