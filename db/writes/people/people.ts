import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PersonTable, RoleTable } from "../../schema/people/people.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertPerson(trx: Trx, person: Insertable<PersonTable>): Promise<void> {
	await trx.insertInto("people").values(person).execute();
}

export function updatePerson(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<PersonTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "people", id, version, values);
}

export async function insertRole(trx: Trx, role: Insertable<RoleTable>): Promise<void> {
	await trx.insertInto("roles").values(role).execute();
}

export function updateRole(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<RoleTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "roles", id, version, values);
}
