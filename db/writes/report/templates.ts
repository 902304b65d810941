import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ReportTemplateTable } from "../../schema/report/templates.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertTemplate(trx: Trx, template: Insertable<ReportTemplateTable>): Promise<void> {
	await trx.insertInto("report_templates").values(template).execute();
}

export function updateTemplateMapping(trx: Trx, id: string, version: number, mapping: string): Promise<boolean> {
	return updateVersioned(trx, "report_templates", id, version, { mapping });
}
