import { dayNumber } from "../../ground/calendar/civil-date.ts";

/** A task with the days left until its day; fewer than none when the day has passed. */
export function dated<Row extends { due_on: string | null }>(
	row: Row,
	today: string,
): Row & { days_left: number | null } {
	return { ...row, days_left: row.due_on === null ? null : daysUntil(row.due_on, today) };
}

export function daysUntil(day: string, today: string): number {
	return dayNumber(day) - dayNumber(today);
}
