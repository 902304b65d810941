import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { DeviationTable } from "../../schema/checks/deviations.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertDeviation(trx: Trx, deviation: Insertable<DeviationTable>): Promise<void> {
	await trx.insertInto("deviations").values(deviation).execute();
}

export function updateDeviation(trx: Trx, id: string, version: number, values: Partial<Updateable<DeviationTable>>) {
	return updateVersioned(trx, "deviations", id, version, values);
}
