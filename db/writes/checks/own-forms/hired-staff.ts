import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../../open.ts";
import type {
	InvoiceCheckTable,
	MoneyDrawTable,
	MoneyPlanTable,
} from "../../../schema/checks/own-forms/hired-staff.ts";
import { updateVersioned } from "../../ground/versioned.ts";

export async function insertMoneyPlan(trx: Trx, plan: Insertable<MoneyPlanTable>): Promise<void> {
	await trx.insertInto("money_plans").values(plan).execute();
}

export async function insertMoneyDraw(trx: Trx, draw: Insertable<MoneyDrawTable>): Promise<void> {
	await trx.insertInto("money_draws").values(draw).execute();
}

export async function insertInvoiceCheck(trx: Trx, check: Insertable<InvoiceCheckTable>): Promise<void> {
	await trx.insertInto("invoice_checks").values(check).execute();
}

export function updateInvoiceCheck(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<InvoiceCheckTable>>,
) {
	return updateVersioned(trx, "invoice_checks", id, version, values);
}
