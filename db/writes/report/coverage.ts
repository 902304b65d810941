import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { CoverageStatementTable, RiskAreaLinkTable, RiskAreaVersionTable } from "../../schema/report/planning.ts";

export async function insertAreaVersion(trx: Trx, row: Insertable<RiskAreaVersionTable>): Promise<void> {
	await trx.insertInto("risk_area_versions").values(row).execute();
}

export async function insertAreaLink(trx: Trx, row: Insertable<RiskAreaLinkTable>): Promise<void> {
	await trx.insertInto("risk_area_links").values(row).execute();
}

export async function insertStatement(trx: Trx, row: Insertable<CoverageStatementTable>): Promise<void> {
	await trx.insertInto("coverage_statements").values(row).execute();
}
