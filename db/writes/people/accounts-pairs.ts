import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { AccountPairTable } from "../../schema/people/people.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertAccountPair(trx: Trx, pair: Insertable<AccountPairTable>): Promise<void> {
	await trx.insertInto("account_pairs").values(pair).execute();
}

export function updateAccountPair(
	trx: Trx,
	id: string,
	version: number,
	values: Pick<AccountPairTable, "same_human" | "reason" | "decided_at" | "decided_by">,
): Promise<boolean> {
	return updateVersioned(trx, "account_pairs", id, version, values);
}
