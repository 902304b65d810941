import type { Db } from "../../open.ts";
import type { Page } from "../ground/tables.ts";

/** A credit note of a purchases file: listed beside the frame and never drawn. */
export interface CreditNote {
	item_key: string;
	unit_name: string;
	supplier_name: string;
	invoice_no: string;
	booking_date: string;
	amount_ore: number;
	text: string;
}

export function listCreditNotes(db: Db, fileId: string, page?: Page): Promise<CreditNote[]> {
	return creditNotes(db, fileId)
		.innerJoin("org_units as unit", "unit.id", "line.unit_id")
		.select(["line.item_key", "unit.name as unit_name", "line.supplier_name", "line.invoice_no"])
		.select(["line.booking_date", "line.amount_ore", "line.text"])
		.orderBy("unit.sort_name")
		.orderBy("line.item_key")
		.$if(page !== undefined, (query) => query.limit(page!.limit).offset(page!.offset))
		.execute();
}

/** How many they are, and their sum (negative, in öre). */
export async function countCreditNotes(db: Db, fileId: string): Promise<{ n: number; sum_ore: number }> {
	const { n, sum_ore } = await creditNotes(db, fileId)
		.select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.sum<number | null>("line.amount_ore").as("sum_ore")])
		.executeTakeFirstOrThrow();
	return { n, sum_ore: Number(sum_ore ?? 0) };
}

function creditNotes(db: Db, fileId: string) {
	return db.selectFrom("ledger_lines as line").where("line.file_id", "=", fileId).where("line.is_credit", "=", 1);
}
