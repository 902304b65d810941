import type { Insertable } from "kysely";
import type { Trx } from "../../../open.ts";
import type { BalanceFileTable } from "../../../schema/checks/own-forms/material-costs.ts";

export async function insertBalanceFile(trx: Trx, file: Insertable<BalanceFileTable>): Promise<void> {
	await trx.insertInto("balance_files").values(file).execute();
}
