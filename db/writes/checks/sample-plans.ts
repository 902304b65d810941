import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	LateStratumTable,
	SecondLookTable,
	SamplePlanRateTable,
	SamplePlanTable,
} from "../../schema/checks/sample-plans.ts";

export async function insertSamplePlan(trx: Trx, plan: Insertable<SamplePlanTable>): Promise<void> {
	await trx.insertInto("sample_plans").values(plan).execute();
}

export async function insertSamplePlanRate(trx: Trx, rate: Insertable<SamplePlanRateTable>): Promise<void> {
	await trx.insertInto("sample_plan_rates").values(rate).execute();
}

export async function insertLateStratum(trx: Trx, stratum: Insertable<LateStratumTable>): Promise<void> {
	await trx.insertInto("late_strata").values(stratum).execute();
}

export async function insertSecondLook(trx: Trx, look: Insertable<SecondLookTable>): Promise<void> {
	await trx.insertInto("second_looks").values(look).execute();
}
