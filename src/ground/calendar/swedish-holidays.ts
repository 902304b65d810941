/**
 * Swedish non-working days and counting in working days. Pure; dates are `YYYY-MM-DD`.
 * Source: lag (1989:253) om allmänna helgdagar, with the change of 2005 (nationaldagen in, annandag pingst out), and the three
 * eves that agreements and public offices treat as free days. Easter: Meeus/Jones/Butcher, Gregorian calendar.
 */
import { inCodeOrder } from "../code-order.ts";
import { dateOfDay, dayNumber, isoDate, lastDayOfMonth, weekdayOf } from "./civil-date.ts";

/** `eve`: not a holiday by law, but no working day in a Swedish region. */
export interface Holiday {
	date: string;
	name: string;
	kind: "public" | "eve";
}

const SATURDAY = 6;
const FRIDAY = 5;
const holidaysByYear = new Map<number, readonly Holiday[]>();
const freeDaysByYear = new Map<number, ReadonlySet<string>>();

/** Every Swedish holiday and customary free eve of a year, in date order (Sundays as such are not listed). */
export function holidaysOf(year: number): readonly Holiday[] {
	let holidays = holidaysByYear.get(year);
	if (!holidays) {
		holidays = computeHolidays(year);
		holidaysByYear.set(year, holidays);
	}
	return holidays;
}

/**
 * True for Monday–Friday outside the holidays and eves.
 * @throws RangeError when the text is not a real date.
 */
export function isWorkingDay(date: string): boolean {
	return isWorkingDayNumber(dayNumber(date));
}

/**
 * The n-th working day after a date, or before it when n is negative. The date itself is never counted, so the first working day
 * after a Friday is Monday. With n = 0: the date itself, or the next working day when it is free.
 * @throws RangeError when the date is not real or n is not an integer.
 */
export function addWorkingDays(date: string, n: number): string {
	if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of days: ${n}`);
	let day = dayNumber(date);
	if (n === 0) {
		while (!isWorkingDayNumber(day)) day += 1;
		return dateOfDay(day);
	}
	const step = Math.sign(n);
	for (let left = Math.abs(n); left > 0; ) {
		day += step;
		if (isWorkingDayNumber(day)) left -= 1;
	}
	return dateOfDay(day);
}

/**
 * The nth (1 = first) working day of a month 1–12; a negative nth counts from the end (−1 = last).
 * @throws RangeError when the month has no such working day.
 */
export function workingDayOfMonth(year: number, month: number, nth: number): string {
	const first = dayNumber(isoDate(year, month, 1));
	const last = first + lastDayOfMonth(year, month) - 1;
	const day = dayNumber(addWorkingDays(dateOfDay(nth > 0 ? first - 1 : last + 1), nth));
	if (nth === 0 || day < first || day > last) throw new RangeError(`No working day ${nth} in ${year}-${month}`);
	return dateOfDay(day);
}

function isWorkingDayNumber(day: number): boolean {
	const weekday = weekdayOf(day);
	if (weekday === 0 || weekday === SATURDAY) return false;
	const date = dateOfDay(day);
	return !freeDaysOf(Number(date.slice(0, 4))).has(date);
}

function freeDaysOf(year: number): ReadonlySet<string> {
	let days = freeDaysByYear.get(year);
	if (!days) {
		days = new Set(holidaysOf(year).map((holiday) => holiday.date));
		freeDaysByYear.set(year, days);
	}
	return days;
}

function computeHolidays(year: number): readonly Holiday[] {
	const easter = dayNumber(easterSunday(year));
	const midsummerEve = weekdayFrom(dayNumber(isoDate(year, 6, 19)), FRIDAY);
	const list: Holiday[] = [
		publicDay(isoDate(year, 1, 1), "Nyårsdagen"),
		publicDay(isoDate(year, 1, 6), "Trettondedag jul"),
		publicDay(dateOfDay(easter - 2), "Långfredagen"),
		publicDay(dateOfDay(easter), "Påskdagen"),
		publicDay(dateOfDay(easter + 1), "Annandag påsk"),
		publicDay(isoDate(year, 5, 1), "Första maj"),
		publicDay(dateOfDay(easter + 39), "Kristi himmelsfärdsdag"),
		publicDay(dateOfDay(easter + 49), "Pingstdagen"),
		// SFS 2004:1320: from 2005 the national day is free instead of Whit Monday.
		year < 2005
			? publicDay(dateOfDay(easter + 50), "Annandag pingst")
			: publicDay(isoDate(year, 6, 6), "Sveriges nationaldag"),
		{ date: dateOfDay(midsummerEve), name: "Midsommarafton", kind: "eve" },
		publicDay(dateOfDay(midsummerEve + 1), "Midsommardagen"),
		publicDay(dateOfDay(weekdayFrom(dayNumber(isoDate(year, 10, 31)), SATURDAY)), "Alla helgons dag"),
		{ date: isoDate(year, 12, 24), name: "Julafton", kind: "eve" },
		publicDay(isoDate(year, 12, 25), "Juldagen"),
		publicDay(isoDate(year, 12, 26), "Annandag jul"),
		{ date: isoDate(year, 12, 31), name: "Nyårsafton", kind: "eve" },
	];
	return list.sort((a, b) => inCodeOrder(a.date, b.date));
}

function publicDay(date: string, name: string): Holiday {
	return { date, name, kind: "public" };
}

/** The first given weekday on or after a day. */
function weekdayFrom(day: number, weekday: number): number {
	return day + ((weekday - weekdayOf(day) + 7) % 7);
}

function easterSunday(year: number): string {
	const a = year % 19;
	const b = Math.floor(year / 100);
	const c = year % 100;
	const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
	const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
	const m = Math.floor((a + 11 * d + 22 * e) / 451);
	const monthAndDay = d + e - 7 * m + 114;
	return isoDate(year, Math.floor(monthAndDay / 31), (monthAndDay % 31) + 1);
}
