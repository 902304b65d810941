import type { Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { NewRow } from "../../schema/index.ts";
import type { MeasureTable } from "../../schema/register/measures.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertMeasure(trx: Trx, measure: NewRow<"measures">): Promise<void> {
	await trx.insertInto("measures").values(measure).execute();
}

export function updateMeasure(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<MeasureTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "measures", id, version, values);
}
