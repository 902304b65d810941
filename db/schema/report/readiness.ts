/** One reminder to one person about one report and day. */
export interface ReminderTable {
	id: string;
	period_id: string;
	person_id: string;
	day: string;
	matters: number;
	sent_at: string;
	sent_by: string;
}
