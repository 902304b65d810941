import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	AreaTable,
	MeasureTable,
	PlanTable,
	ReportingPeriodTable,
	RiskTable,
} from "../../schema/register/register.ts";
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

export async function insertRisk(trx: Trx, risk: Insertable<RiskTable>): Promise<void> {
	await trx.insertInto("risks").values(risk).execute();
}

export function updateRisk(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<RiskTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "risks", id, version, values);
}

export async function insertMeasure(trx: Trx, measure: Insertable<MeasureTable>): Promise<void> {
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

export async function insertReportingPeriod(trx: Trx, period: Insertable<ReportingPeriodTable>): Promise<void> {
	await trx.insertInto("reporting_periods").values(period).execute();
}
