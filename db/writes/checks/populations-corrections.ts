import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PopulationCorrectionTable } from "../../schema/checks/populations-corrections.ts";

export async function insertCorrection(trx: Trx, correction: Insertable<PopulationCorrectionTable>): Promise<void> {
	await trx.insertInto("population_corrections").values(correction).execute();
}

/** Lets the purchases of a superseded population be framed anew. They stay in it, and its digest still holds. */
export async function releaseFrame(trx: Trx, populationId: string): Promise<void> {
	await trx.updateTable("ledger_lines").set({ frame_key: null }).where("population_id", "=", populationId).execute();
}
