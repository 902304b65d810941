import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	GovernanceFigureTable,
	GovernanceItemTable,
	GovernanceStatusTable,
} from "../../schema/report/governance.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertGovernanceItem(trx: Trx, item: Insertable<GovernanceItemTable>): Promise<void> {
	await trx.insertInto("governance_items").values(item).execute();
}

export function updateGovernanceItem(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<GovernanceItemTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "governance_items", id, version, values);
}

export async function insertGovernanceFigure(trx: Trx, figure: Insertable<GovernanceFigureTable>): Promise<void> {
	await trx.insertInto("governance_figures").values(figure).execute();
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

export function updateGovernanceFigure(trx: Trx, id: string, version: number, value: number): Promise<boolean> {
	return updateVersioned(trx, "governance_figures", id, version, { value });
}
