import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { EvidenceTable } from "../../schema/checks/evidence.ts";

export async function insertEvidence(trx: Trx, evidence: Insertable<EvidenceTable>): Promise<void> {
	await trx.insertInto("evidence").values(evidence).execute();
}
