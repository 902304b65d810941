import type { Selectable } from "kysely";
import type { Db } from "../../../open.ts";
import type { InvoiceCheckTable } from "../../../schema/checks/own-forms/hired-staff.ts";

/** What is filled in about a drawn invoice, and by whom. */
export interface InvoiceCheck extends Selectable<InvoiceCheckTable> {
	checked_by_name: string;
}

function checks(db: Db) {
	return db
		.selectFrom("invoice_checks as checked")
		.innerJoin("people as person", "person.id", "checked.checked_by")
		.selectAll("checked")
		.select("person.name as checked_by_name");
}

export function findInvoiceCheck(db: Db, itemId: string): Promise<InvoiceCheck | undefined> {
	return checks(db).where("checked.item_id", "=", itemId).executeTakeFirst();
}

export function listInvoiceChecks(db: Db, runId: string): Promise<InvoiceCheck[]> {
	return checks(db)
		.where("checked.item_id", "in", (eb) => eb.selectFrom("sample_items").select("id").where("run_id", "=", runId))
		.execute();
}

/** The checks of some runs, by item. */
export async function listInvoiceChecksOfRuns(
	db: Db,
	runIds: readonly string[],
): Promise<Map<string, Selectable<InvoiceCheckTable>>> {
	const rows = await db
		.selectFrom("invoice_checks as checked")
		.innerJoin("sample_items as item", "item.id", "checked.item_id")
		.selectAll("checked")
		.where("item.run_id", "in", runIds)
		.execute();
	return new Map(rows.map((row) => [row.item_id, row]));
}

/** Why each invoice of a run was drawn: part of the top stratum, or hit by so many money units. */
export function listMoneyItemsOfRun(
	db: Db,
	runId: string,
): Promise<{ item_id: string; in_top: number; points: number }[]> {
	return db
		.selectFrom("money_items as money")
		.innerJoin("sample_items as item", "item.id", "money.item_id")
		.select(["money.item_id", "money.in_top", "money.points"])
		.where("item.run_id", "=", runId)
		.execute();
}
