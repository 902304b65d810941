import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type {
	RegionAnswerTable,
	RegionItemTable,
	RegionWithdrawalTable,
	RegionWordingTable,
} from "../../schema/report/region.ts";

export async function insertRegionItem(trx: Trx, row: Insertable<RegionItemTable>): Promise<void> {
	await trx.insertInto("region_items").values(row).execute();
}

export async function insertRegionWording(trx: Trx, row: Insertable<RegionWordingTable>): Promise<void> {
	await trx.insertInto("region_wordings").values(row).execute();
}

export async function insertRegionAnswer(trx: Trx, row: Insertable<RegionAnswerTable>): Promise<void> {
	await trx.insertInto("region_answers").values(row).execute();
}

export async function insertRegionWithdrawal(trx: Trx, row: Insertable<RegionWithdrawalTable>): Promise<void> {
	await trx.insertInto("region_withdrawals").values(row).execute();
}
