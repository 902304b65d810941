import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PlanDecisionTable, PlanVersionTable } from "../../schema/register/plans.ts";

export async function insertPlanDecision(trx: Trx, decision: Insertable<PlanDecisionTable>): Promise<void> {
	await trx.insertInto("plan_decisions").values(decision).execute();
}

export async function insertPlanVersion(trx: Trx, version: Insertable<PlanVersionTable>): Promise<void> {
	await trx.insertInto("plan_versions").values(version).execute();
}
