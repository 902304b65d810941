import type { Db } from "../../open.ts";
import type { Role, UnitKind } from "../../schema/vocabulary.ts";

/** A person as the HR file may know them: by employee number, or not yet. */
export interface HrPerson {
	id: string;
	employee_no: string | null;
	name: string;
	email: string | null;
	ended_at: string | null;
	roles: { id: string; role: Role; unit_id: string }[];
}

/**
 * Lists everybody an HR file may name, with the own roles they hold on the day or later. It takes two statements however many
 * people there are.
 */
export async function listHrPeople(db: Db, today: string): Promise<HrPerson[]> {
	const people = await db
		.selectFrom("people")
		.leftJoin("hr_people", "hr_people.person_id", "people.id")
		.select(["people.id", "people.name", "people.email", "people.ended_at", "hr_people.employee_no"])
		.where("people.id", "!=", "system")
		.execute();
	const roles = await db
		.selectFrom("roles")
		.select(["id", "role", "unit_id", "person_id"])
		.where("substitute_for", "is", null)
		.where((eb) => eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", today)]))
		.execute();
	const byPerson = new Map<string, HrPerson["roles"]>();
	for (const { person_id, ...role } of roles) byPerson.set(person_id, [...(byPerson.get(person_id) ?? []), role]);
	return people.map((person) => ({ ...person, roles: byPerson.get(person.id) ?? [] }));
}

export interface CodedUnit {
	id: string;
	code: string;
	name: string;
	kind: UnitKind;
	parent_id: string | null;
	valid_from: string;
	valid_to: string | null;
	version: number;
}

/** Units that have a code, by which files name them. */
export async function listCodedUnits(db: Db): Promise<CodedUnit[]> {
	const rows = await db
		.selectFrom("org_units")
		.select(["id", "code", "name", "kind", "parent_id", "valid_from", "valid_to", "version"])
		.where("code", "is not", null)
		.execute();
	return rows.map((row) => ({ ...row, code: row.code! }));
}

export async function findHrPersonId(db: Db, employeeNo: string): Promise<string | undefined> {
	const row = await db
		.selectFrom("hr_people")
		.select("person_id")
		.where("employee_no", "=", employeeNo)
		.executeTakeFirst();
	return row?.person_id;
}
