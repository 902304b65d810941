import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { GovernanceItemTable, GovernanceStatusTable } from "../../schema/report/governance.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertGovernanceItem(trx: Trx, item: Insertable<GovernanceItemTable>): Promise<void> {
	await trx.insertInto("governance_items").values(item).execute();
}

export async function insertGovernanceStatus(trx: Trx, status: Insertable<GovernanceStatusTable>): Promise<void> {
	await trx.insertInto("governance_statuses").values(status).execute();
}

export function updateGovernanceStatus(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<GovernanceStatusTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "governance_statuses", id, version, values);
}
