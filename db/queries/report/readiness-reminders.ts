import type { Db } from "../../open.ts";

export interface Reminder {
	period_id: string;
	person_id: string;
	day: string;
	sender: string;
	sent_at: string;
}

/** The newest reminder of each person about a report. */
export async function listReminders(db: Db, periodId: string): Promise<Reminder[]> {
	const rows = await reminders(db).where("reminders.period_id", "=", periodId).execute();
	return newest(rows, (row) => row.person_id);
}

/** Reminders to a person about reports that are not closed, newest of each. */
export async function listRemindersTo(db: Db, personId: string): Promise<(Reminder & { period: string })[]> {
	const rows = await reminders(db)
		.innerJoin("reporting_periods", "reporting_periods.id", "reminders.period_id")
		.select("reporting_periods.name as period")
		.where("reminders.person_id", "=", personId)
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom("period_seals")
						.select("period_seals.id")
						.whereRef("period_seals.period_id", "=", "reminders.period_id"),
				),
			),
		)
		.execute();
	return newest(rows, (row) => row.period_id);
}

function reminders(db: Db) {
	return db
		.selectFrom("reminders")
		.innerJoin("people as sender", "sender.id", "reminders.sent_by")
		.select(["reminders.period_id", "reminders.person_id", "reminders.day", "reminders.sent_at"])
		.select("sender.name as sender")
		.orderBy("reminders.day", "desc");
}

function newest<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
	const seen = new Set<string>();
	return rows.filter((row) => !seen.has(keyOf(row)) && seen.add(keyOf(row)));
}
