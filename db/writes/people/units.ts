import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { OrgUnitTable } from "../../schema/people/units.ts";
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
