import { dateOfDay, dayNumber, weekdayOf } from "../../ground/calendar/civil-date.ts";
import { stockholmTimestamp } from "../../ground/calendar/stockholm.ts";
import { isWorkingDay } from "../../ground/calendar/swedish-holidays.ts";

/** Mail is handed over within the working day: whoever signs at midnight wakes nobody. */
const FIRST_HOUR = 7;
const LAST_HOUR = 19;

/** Whoever had every weekday quiet would never be told of a duty: then no day is. */
const WEEKDAYS = 5;

/** When a person is left in peace: weekdays, and a span of days away. */
export interface Quiet {
	quiet_days: readonly string[];
	away_from: string | null;
	away_to: string | null;
}

export const NEVER_QUIET: Quiet = { quiet_days: [], away_from: null, away_to: null };

/** True on a day within the span that the person is away. */
export function isAway(day: string, { away_from, away_to }: Quiet): boolean {
	return away_from !== null && away_to !== null && day >= away_from && day <= away_to;
}

/** True on a working day that the person has not asked to be left in peace on. */
export function isReachableDay(day: string, quiet: Quiet): boolean {
	const { quiet_days } = quiet;
	const isQuiet = quiet_days.length < WEEKDAYS && quiet_days.includes(String(weekdayOf(dayNumber(day))));
	return isWorkingDay(day) && !isQuiet && !isAway(day, quiet);
}

/** True when mail may reach the person now. The hour is Stockholm's, so a change of the clock moves nothing. */
export function isReachableNow(instant: string, quiet: Quiet): boolean {
	const local = stockholmTimestamp(instant);
	const hour = Number(local.slice(11, 13));
	return hour >= FIRST_HOUR && hour < LAST_HOUR && isReachableDay(local.slice(0, 10), quiet);
}

/**
 * The last day, the day itself included, on which the person can be told of a due date: nobody's quiet day hides a duty, and who
 * goes away is told of what falls due meanwhile before they go.
 */
export function lastReachableDay(dueOn: string, quiet: Quiet): string {
	let day = dueOn;
	while (!isReachableDay(day, quiet)) day = dateOfDay(dayNumber(day) - 1);
	return day;
}
