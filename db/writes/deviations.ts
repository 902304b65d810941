import type { Insertable } from "kysely";
import type { Trx } from "../open.ts";
import type { DeviationTable } from "../schema/samples.ts";

export async function insertDeviation(trx: Trx, deviation: Insertable<DeviationTable>): Promise<void> {
	await trx.insertInto("deviations").values(deviation).execute();
}
