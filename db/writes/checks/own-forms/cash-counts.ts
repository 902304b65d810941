import type { Insertable } from "kysely";
import type { Trx } from "../../../open.ts";
import type { CashCountTable, CashFundTable, CashOrderTable } from "../../../schema/checks/own-forms/cash-counts.ts";

export async function insertCashFund(trx: Trx, fund: Insertable<CashFundTable>): Promise<void> {
	await trx.insertInto("cash_funds").values(fund).execute();
}

export async function insertCashOrder(trx: Trx, order: Insertable<CashOrderTable>): Promise<void> {
	await trx.insertInto("cash_orders").values(order).execute();
}

export async function insertCashCount(trx: Trx, count: Insertable<CashCountTable>): Promise<void> {
	await trx.insertInto("cash_counts").values(count).execute();
}
