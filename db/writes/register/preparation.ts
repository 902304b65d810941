import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PlanPreparationTable, PlanRowChoiceTable } from "../../schema/register/preparation.ts";

export async function insertPreparation(trx: Trx, row: Insertable<PlanPreparationTable>): Promise<void> {
	await trx.insertInto("plan_preparations").values(row).execute();
}

/** The plan's own version is the lock. */
export async function withdrawPreparation(
	trx: Trx,
	id: string,
	taken: { withdrawn_at: string; withdrawn_by: string; withdrawn_reason: string },
): Promise<void> {
	await trx.updateTable("plan_preparations").set(taken).where("id", "=", id).execute();
}

export async function insertRowChoices(trx: Trx, rows: Insertable<PlanRowChoiceTable>[]): Promise<void> {
	if (rows.length > 0) await trx.insertInto("plan_row_choices").values(rows).execute();
}
