import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PlanImportTable } from "../../schema/register/plan-import.ts";

export async function insertPlanImport(trx: Trx, row: Insertable<PlanImportTable>): Promise<void> {
	await trx.insertInto("plan_imports").values(row).execute();
}
