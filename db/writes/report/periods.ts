import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ReportingPeriodTable } from "../../schema/report/periods.ts";

export async function insertReportingPeriod(trx: Trx, period: Insertable<ReportingPeriodTable>): Promise<void> {
	await trx.insertInto("reporting_periods").values(period).execute();
}
