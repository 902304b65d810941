import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ProposalAnswerTable, RiskProposalTable } from "../../schema/report/inventory.ts";

export async function insertProposal(trx: Trx, row: Insertable<RiskProposalTable>): Promise<void> {
	await trx.insertInto("risk_proposals").values(row).execute();
}

export async function insertProposalAnswer(trx: Trx, row: Insertable<ProposalAnswerTable>): Promise<void> {
	await trx.insertInto("proposal_answers").values(row).execute();
}
