import { dateOfDay, dayNumber, weekdayOf } from "../../ground/calendar/civil-date.ts";
import { stockholmTimestamp } from "../../ground/calendar/stockholm.ts";
import { isWorkingDay } from "../../ground/calendar/swedish-holidays.ts";

/** Mail is handed over within the working day: whoever signs at midnight wakes nobody. */
const FIRST_HOUR = 7;
const LAST_HOUR = 19;

/** Whoever had every weekday quiet would never be told of a duty: then no day is. */
const WEEKDAYS = 5;

/** True on a working day that the person has not asked to be left in peace on. */
export function isReachableDay(day: string, quietDays: readonly string[]): boolean {
	const isQuiet = quietDays.length < WEEKDAYS && quietDays.includes(String(weekdayOf(dayNumber(day))));
	return isWorkingDay(day) && !isQuiet;
}

/** True when mail may reach the person now. The hour is Stockholm's, so a change of the clock moves nothing. */
export function isReachableNow(instant: string, quietDays: readonly string[]): boolean {
	const local = stockholmTimestamp(instant);
	const hour = Number(local.slice(11, 13));
	return hour >= FIRST_HOUR && hour < LAST_HOUR && isReachableDay(local.slice(0, 10), quietDays);
}

/** The last day, the day itself included, on which the person can be told of a due date: nobody's quiet day hides a duty. */
export function lastReachableDay(dueOn: string, quietDays: readonly string[]): string {
	let day = dueOn;
	while (!isReachableDay(day, quietDays)) day = dateOfDay(dayNumber(day) - 1);
	return day;
}
