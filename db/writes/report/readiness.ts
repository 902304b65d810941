import type { Insertable } from "kysely";
import type { Trx } from "../../open.ts";
import type { ReminderTable } from "../../schema/report/readiness.ts";

export async function insertReminder(trx: Trx, reminder: Insertable<ReminderTable>): Promise<void> {
	await trx.insertInto("reminders").values(reminder).execute();
}
