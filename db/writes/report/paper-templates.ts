import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { PaperTemplateTable } from "../../schema/report/paper-templates.ts";

export async function insertPaperTemplate(trx: Trx, row: Insertable<PaperTemplateTable>): Promise<void> {
	await trx.insertInto("paper_templates").values(row).execute();
}
