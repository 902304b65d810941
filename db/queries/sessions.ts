import type { Db } from "../open.ts";
import type { Role } from "../schema/vocabulary.ts";

export interface SessionRole {
	role: Role;
	unit_id: string;
	unit_name: string;
	substitute_for: { id: string; name: string } | null;
}

/** The person behind a live session, or undefined when it has ended, expired, or the person has left. */
export function findSessionPerson(
	db: Db,
	sessionId: string,
	now: string,
): Promise<{ id: string; name: string } | undefined> {
	return db
		.selectFrom("sessions")
		.innerJoin("people", "people.id", "sessions.person_id")
		.select(["people.id", "people.name"])
		.where("sessions.id", "=", sessionId)
		.where("sessions.ended_at", "is", null)
		.where("sessions.expires_at", ">", now)
		.where("people.ended_at", "is", null)
		.executeTakeFirst();
}

/** The roles a person holds on a day, own ones first. */
export async function listRolesOn(db: Db, personId: string, today: string): Promise<SessionRole[]> {
	const rows = await db
		.selectFrom("roles")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.leftJoin("people as absent", "absent.id", "roles.substitute_for")
		.select([
			"roles.role",
			"roles.unit_id",
			"org_units.name as unit_name",
			"absent.id as absent_id",
			"absent.name as absent_name",
		])
		.where("roles.person_id", "=", personId)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.orderBy("roles.valid_from")
		.execute();
	return rows
		.map(({ absent_id, absent_name, ...row }) => ({
			...row,
			substitute_for: absent_id && absent_name ? { id: absent_id, name: absent_name } : null,
		}))
		.sort((a, b) => Number(a.substitute_for !== null) - Number(b.substitute_for !== null));
}

/** Everybody who can be signed in as in demo mode, with the role and unit that tells them apart. */
export function listPeopleByRole(db: Db, today: string) {
	return db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.select(["people.id", "people.name", "roles.role", "org_units.name as unit_name"])
		.where("people.ended_at", "is", null)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.orderBy("roles.role")
		.orderBy("people.sort_name")
		.execute();
}
