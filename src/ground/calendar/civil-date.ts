/**
 * Arithmetic on civil dates written `YYYY-MM-DD` (no clock, no zone).
 * A date is a text everywhere in the product; a day number exists only inside `src/calendar`.
 */

const MS_PER_DAY = 86_400_000;

/**
 * Days since 1970-01-01 of a `YYYY-MM-DD` text.
 * @throws RangeError when the text is not a real date (2026-02-30, 2026-2-3).
 */
export function dayNumber(date: string): number {
	const ms = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
	const day = ms / MS_PER_DAY;
	// Date.parse rolls 2026-02-30 over to March in some engines: only a date that comes back unchanged is real.
	if (Number.isNaN(day) || dateOfDay(day) !== date) throw new RangeError(`Not a date: ${date}`);
	return day;
}

/** The `YYYY-MM-DD` text of a number of days since 1970-01-01. */
export function dateOfDay(day: number): string {
	return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** True when the text is a real date written `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
	try {
		dayNumber(text);
		return true;
	} catch {
		return false;
	}
}

/** 0 = Sunday … 6 = Saturday. 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
	return (((day + 4) % 7) + 7) % 7;
}

/** `2026`, `10`, `4` → `2026-10-04`. Does not check that the date exists. */
export function isoDate(year: number, month: number, day: number): string {
	return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** The last day (28–31) of a month 1–12. */
export function lastDayOfMonth(year: number, month: number): number {
	if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
	return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}
