import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { DecisionPaperTable } from "../../schema/report/planning.ts";

export async function insertDecisionPaper(trx: Trx, paper: Insertable<DecisionPaperTable>): Promise<void> {
	await trx.insertInto("decision_papers").values(paper).execute();
}
