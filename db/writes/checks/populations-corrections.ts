import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PopulationCorrectionTable } from "../../schema/checks/populations-corrections.ts";

export async function insertCorrection(trx: Trx, correction: Insertable<PopulationCorrectionTable>): Promise<void> {
	await trx.insertInto("population_corrections").values(correction).execute();
}
