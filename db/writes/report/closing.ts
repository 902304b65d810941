import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PeriodCorrectionTable, PeriodSealTable } from "../../schema/report/closing.ts";

export async function insertSeal(trx: Trx, seal: Insertable<PeriodSealTable>): Promise<void> {
	await trx.insertInto("period_seals").values(seal).execute();
}

export async function insertCorrection(trx: Trx, correction: Insertable<PeriodCorrectionTable>): Promise<void> {
	await trx.insertInto("period_corrections").values(correction).execute();
}

/** The open correction of a period ends with the edition that holds it. */
export async function endCorrection(trx: Trx, periodId: string, edition: number): Promise<void> {
	await trx
		.updateTable("period_corrections")
		.set({ sealed_edition: edition })
		.where("period_id", "=", periodId)
		.where("sealed_edition", "is", null)
		.execute();
}
