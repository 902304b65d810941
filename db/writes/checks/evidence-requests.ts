import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { EvidenceReplyTable, EvidenceRequestTable } from "../../schema/checks/evidence-requests.ts";

export async function insertEvidenceRequest(trx: Trx, request: Insertable<EvidenceRequestTable>): Promise<void> {
	await trx.insertInto("evidence_requests").values(request).execute();
}

export async function insertEvidenceReply(trx: Trx, reply: Insertable<EvidenceReplyTable>): Promise<void> {
	await trx.insertInto("evidence_replies").values(reply).execute();
}
