import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AreaTable, PlanTable } from "../../schema/register/plans.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertPlan(trx: Trx, plan: Insertable<PlanTable>): Promise<void> {
	await trx.insertInto("plans").values(plan).execute();
}

export function updatePlan(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<PlanTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "plans", id, version, values);
}

export async function insertArea(trx: Trx, area: Insertable<AreaTable>): Promise<void> {
	await trx.insertInto("areas").values(area).execute();
}
