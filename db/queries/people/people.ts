import { type Selectable, sql } from "kysely";
import type { Db } from "../../open.ts";
import { type PersonTable, SYSTEM_PERSON } from "../../schema/people/people.ts";
import type { Role } from "../../schema/vocabulary.ts";
import { containing, grouped, type Page } from "../ground/tables.ts";
import { type UnitReach, unitsWithin } from "./units.ts";

export type Person = Selectable<PersonTable>;

export function findPerson(db: Db, id: string): Promise<Person | undefined> {
	return db.selectFrom("people").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The person, if one with a role (past or coming) within reach, or with no role anywhere yet. */
export function findPersonWithin(db: Db, filter: { reach: UnitReach; id: string }): Promise<Person | undefined> {
	return filteredPeople(db, { reach: filter.reach, today: "", ended: true })
		.selectAll("people")
		.where("people.id", "=", filter.id)
		.executeTakeFirst();
}

export interface PersonRow {
	id: string;
	name: string;
	email: string | null;
	ledger_name: string | null;
	ended_at: string | null;
	/** Roles today or later, own first. */
	roles: RoleRow[];
}

export interface RoleRow {
	id: string;
	person_id: string;
	role: Role;
	unit_id: string;
	unit_name: string;
	valid_from: string;
	valid_to: string | null;
	substitute_for: string | null;
	substitute_for_name: string | null;
	version: number;
}

export interface PeopleFilter {
	reach: UnitReach;
	today: string;
	text?: string | undefined;
	role?: Role | undefined;
	/** Also people who have left. */
	ended?: boolean | undefined;
	page?: Page | undefined;
}

function filteredPeople(db: Db, filter: PeopleFilter) {
	const within = unitsWithin(filter.reach);
	return (
		db
			.selectFrom("people")
			.where("people.id", "!=", SYSTEM_PERSON)
			.$if(!filter.ended, (q) => q.where("people.ended_at", "is", null))
			.$if(Boolean(filter.text), (q) =>
				q.where((eb) =>
					eb.and(containing(filter.text!).map((word) => sql<boolean>`people.sort_name like ${word} escape '!'`)),
				),
			)
			.$if(filter.role !== undefined, (q) =>
				q.where("people.id", "in", (eb) =>
					eb
						.selectFrom("roles")
						.select("roles.person_id")
						.where("roles.role", "=", filter.role!)
						.where((e) => e.or([e("roles.valid_to", "is", null), e("roles.valid_to", ">=", filter.today)])),
				),
			)
			// somebody without any role belongs to no unit yet, and is seen by whoever may give the first one
			.$if(within !== undefined, (q) =>
				q.where((eb) =>
					eb.or([
						eb(
							"people.id",
							"in",
							eb.selectFrom("roles").select("roles.person_id").where("roles.unit_id", "in", within!),
						),
						eb.not(eb.exists(eb.selectFrom("roles").select("roles.id").whereRef("roles.person_id", "=", "people.id"))),
					]),
				),
			)
	);
}

/** People with their roles: two statements however many people. */
export async function listPeople(db: Db, filter: PeopleFilter): Promise<PersonRow[]> {
	const people = await filteredPeople(db, filter)
		.select(["people.id", "people.name", "people.email", "people.ledger_name", "people.ended_at"])
		.orderBy("people.sort_name")
		.orderBy("people.id")
		.$if(filter.page !== undefined, (q) => q.limit(filter.page!.limit).offset(filter.page!.offset))
		.execute();
	const ids = filteredPeople(db, filter).select("people.id");
	const roles = await roleRows(db)
		.where("roles.person_id", "in", filter.page ? people.map((person) => person.id).concat("") : ids)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", filter.today)]))
		.execute();
	const byPerson = grouped(roles, (role) => role.person_id);
	return people.map((person) => ({ ...person, roles: byPerson.get(person.id) ?? [] }));
}

export async function countPeople(db: Db, filter: PeopleFilter): Promise<number> {
	const row = await filteredPeople(db, filter)
		.select((eb) => eb.fn.countAll<number>().as("n"))
		.executeTakeFirstOrThrow();
	return row.n;
}

function roleRows(db: Db) {
	return db
		.selectFrom("roles")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.leftJoin("people as absent", "absent.id", "roles.substitute_for")
		.select(["roles.id", "roles.person_id", "roles.role", "roles.unit_id", "org_units.name as unit_name"])
		.select(["roles.valid_from", "roles.valid_to", "roles.substitute_for", "absent.name as substitute_for_name"])
		.select("roles.version")
		.orderBy("roles.valid_from")
		.orderBy("roles.id");
}

/** Every role a person has had, has, or will have. */
export function listRolesOf(db: Db, personId: string): Promise<RoleRow[]> {
	return roleRows(db).where("roles.person_id", "=", personId).execute();
}

export function findRole(db: Db, id: string): Promise<RoleRow | undefined> {
	return roleRows(db).where("roles.id", "=", id).executeTakeFirst();
}

export interface PersonOption {
	id: string;
	name: string;
	/** Where the oldest of their roles is: what tells two of the same name apart. */
	unit?: string | null;
	unit_id?: string | null;
}

/** Who can be named: people at work who hold a role (one of `roles`, or any) within `reach` on the day. */
export interface OptionFilter {
	reach: UnitReach;
	today: string;
	roles?: readonly Role[] | undefined;
}

function nameable(db: Db, filter: OptionFilter) {
	const within = unitsWithin(filter.reach);
	return db
		.selectFrom("people")
		.select(["people.id", "people.name"])
		.where("people.ended_at", "is", null)
		.where("people.id", "in", (eb) =>
			eb
				.selectFrom("roles")
				.select("roles.person_id")
				.where("roles.valid_from", "<=", filter.today)
				.where((e) => e.or([e("roles.valid_to", "is", null), e("roles.valid_to", ">=", filter.today)]))
				.$if(filter.roles !== undefined, (q) => q.where("roles.role", "in", filter.roles!))
				.$if(within !== undefined, (q) => q.where("roles.unit_id", "in", within!)),
		);
}

export function listPeopleOptions(db: Db, filter: OptionFilter): Promise<PersonOption[]> {
	return nameable(db, filter)
		.leftJoin("roles as oldest", (join) =>
			join.on("oldest.id", "=", (eb) =>
				eb
					.selectFrom("roles")
					.select("roles.id")
					.whereRef("roles.person_id", "=", "people.id")
					.orderBy("roles.valid_from")
					.orderBy("roles.id")
					.limit(1),
			),
		)
		.leftJoin("org_units", "org_units.id", "oldest.unit_id")
		.select(["oldest.unit_id", "org_units.name as unit"])
		.orderBy("people.sort_name")
		.orderBy("people.id")
		.execute();
}

/** The same rule for one id that a form brought (T19). */
export function findPersonOption(db: Db, filter: OptionFilter, id: string): Promise<PersonOption | undefined> {
	return nameable(db, filter).where("people.id", "=", id).executeTakeFirst();
}

/**
 * True when the person is administrator of a whole tree and nobody else is so for good: an administrator of a part, a substitute and
 * one whose role has an end cannot let anybody in again.
 */
export async function isLastAdministrator(db: Db, personId: string, today: string): Promise<boolean> {
	const rows = await db
		.selectFrom("roles")
		.innerJoin("people", "people.id", "roles.person_id")
		.innerJoin("org_units", "org_units.id", "roles.unit_id")
		.select(["people.id", "roles.valid_to", "roles.substitute_for"])
		.where("roles.role", "=", "administrator")
		.where("org_units.parent_id", "is", null)
		.where("people.ended_at", "is", null)
		.where("roles.valid_from", "<=", today)
		.where((eb) => eb.or([eb("roles.valid_to", "is", null), eb("roles.valid_to", ">=", today)]))
		.execute();
	const others = rows.filter((row) => row.id !== personId && row.valid_to === null && row.substitute_for === null);
	return rows.some((row) => row.id === personId) && others.length === 0;
}
