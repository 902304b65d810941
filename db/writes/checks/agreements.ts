import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AgreementListTable } from "../../schema/checks/agreements.ts";

export async function insertAgreementList(trx: Trx, list: Insertable<AgreementListTable>): Promise<void> {
	await trx.insertInto("agreement_lists").values(list).execute();
}
