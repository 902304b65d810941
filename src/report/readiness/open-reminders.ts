import type { Db } from "../../../db/open.ts";
import { findPeriod } from "../../../db/queries/report/periods.ts";
import { listRemindersTo } from "../../../db/queries/report/readiness-reminders.ts";
import { readReadiness } from "./read-readiness.ts";

/** Lists a person's reminders about reports that still wait for them. A reminder about something already done is left out. */
export async function openReminders(db: Db, personId: string, today: string) {
	const reminders = await listRemindersTo(db, personId);
	const waiting = await Promise.all(
		reminders.map(async ({ period_id }) => {
			const period = await findPeriod(db, period_id);
			const people = period ? (await readReadiness(db, period, today)).people : [];
			return people.some((one) => one.person_id === personId);
		}),
	);
	return reminders.filter((_, index) => waiting[index]);
}
