import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	BoardTable,
	OrgUnitTable,
	PersonTable,
	RoleTable,
	SettingTable,
} from "../../schema/people/organisation.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertUnit(trx: Trx, unit: Insertable<OrgUnitTable>): Promise<void> {
	await trx.insertInto("org_units").values(unit).execute();
}

export function updateUnit(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<OrgUnitTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "org_units", id, version, values);
}

export async function insertBoard(trx: Trx, board: Insertable<BoardTable>): Promise<void> {
	await trx.insertInto("boards").values(board).execute();
}

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

export async function insertSetting(trx: Trx, setting: Insertable<SettingTable>): Promise<void> {
	await trx.insertInto("settings").values(setting).execute();
}
