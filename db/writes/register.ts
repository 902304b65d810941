import type { Insertable } from "kysely";
import type { Trx } from "../open.ts";
import type { AreaTable, MeasureTable, PlanTable, ReportingPeriodTable, RiskTable } from "../schema/register.ts";

export async function insertPlan(trx: Trx, plan: Insertable<PlanTable>): Promise<void> {
	await trx.insertInto("plans").values(plan).execute();
}

export async function insertArea(trx: Trx, area: Insertable<AreaTable>): Promise<void> {
	await trx.insertInto("areas").values(area).execute();
}

export async function insertRisk(trx: Trx, risk: Insertable<RiskTable>): Promise<void> {
	await trx.insertInto("risks").values(risk).execute();
}

export async function insertMeasure(trx: Trx, measure: Insertable<MeasureTable>): Promise<void> {
	await trx.insertInto("measures").values(measure).execute();
}

export async function insertReportingPeriod(trx: Trx, period: Insertable<ReportingPeriodTable>): Promise<void> {
	await trx.insertInto("reporting_periods").values(period).execute();
}
