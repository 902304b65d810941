/**
 * One cell of text → a date. Understood: `2026-10-04`, `20261004`, `2026/10/04`, `2026.10.04`, `4/10/2026`, `04.10.2026`, `04-10-2026` (day first,
 * as in Sweden), `31-okt-26` and `3 October 2026` (the month's name tells the order), each with or without a time `08:30[:15]`. An instant with zone (`…Z`, `…+02:00`) is moved to Swedish time.
 * Refused: days that do not exist, two-digit years without a month's name (see `FileDates`), years outside 1990–2099 (a typing error, not an old invoice).
 */
import { isoDate, lastDayOfMonth } from "../calendar/civil-date.ts";
import { stockholmTimestamp } from "../calendar/stockholm.ts";

const YEAR_FIRST = /^(\d{4})([-/.]|)(\d{1,2})\2(\d{1,2})$/;
const DAY_FIRST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const NAMED_MONTH = /^(\d{1,2})[- .]{1,2}([a-z]{3,9})\.?[- ](\d{4}|\d{2})$/i;
/** The months' names in Swedish and in English; a name may be cut to its first three letters or more. */
const MONTHS: readonly string[][] = [
	["januari", "january"],
	["februari", "february"],
	["mars", "march"],
	["april"],
	["maj", "may"],
	["juni", "june"],
	["juli", "july"],
	["augusti", "august"],
	["september"],
	["oktober", "october"],
	["november"],
	["december"],
];
const CLOCK = /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?$/;
const ZONED = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** `YYYY-MM-DD`, or null when the text is no date. */
export function readDate(text: string): string | null {
	return readMoment(text)?.slice(0, 10) ?? null;
}

/** `YYYY-MM-DD`, or `YYYY-MM-DDTHH:MM:SS` (Swedish local time) when the text has a time; null when it is no date. */
export function readMoment(text: string): string | null {
	if (text.length > 64) return null;
	const trimmed = text.trim();
	if (ZONED.test(trimmed)) return readZoned(trimmed);
	const named = NAMED_MONTH.exec(trimmed);
	if (named) return namedDay(Number(named[1]), named[2]!, named[3]!);
	const gap = trimmed.search(/[T ]/);
	if (gap < 0) return readDay(trimmed);
	const day = readDay(trimmed.slice(0, gap));
	const clock = readClock(trimmed.slice(gap + 1).trim());
	return day && clock ? `${day}T${clock}` : null;
}

function readDay(text: string): string | null {
	const yearFirst = YEAR_FIRST.exec(text);
	if (yearFirst) {
		// Without dashes every part must have its full width: 2026104 could be two different days.
		if (yearFirst[2] === "" && text.length !== 8) return null;
		return realDay(Number(yearFirst[1]), Number(yearFirst[3]), Number(yearFirst[4]));
	}
	const dayFirst = DAY_FIRST.exec(text);
	return dayFirst ? realDay(Number(dayFirst[4]), Number(dayFirst[3]), Number(dayFirst[1])) : null;
}

function namedDay(day: number, name: string, year: string): string | null {
	const month = MONTHS.findIndex((names) => names.some((one) => one.startsWith(name.toLowerCase()))) + 1;
	return month > 0 ? realDay(Number(year.length === 2 ? `20${year}` : year), month, day) : null;
}

function realDay(year: number, month: number, day: number): string | null {
	if (year < 1990 || year > 2099 || month < 1 || month > 12) return null;
	return day >= 1 && day <= lastDayOfMonth(year, month) ? isoDate(year, month, day) : null;
}

function readClock(text: string): string | null {
	const parts = CLOCK.exec(text);
	if (!parts) return null;
	const [hour, minute, second] = [Number(parts[1]), Number(parts[2]), Number(parts[3] ?? 0)];
	if (hour > 23 || minute > 59 || second > 59) return null;
	return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

function readZoned(text: string): string | null {
	const day = readDay(text.slice(0, 10));
	const instant = new Date(text.replace(" ", "T"));
	if (!day || Number.isNaN(instant.getTime())) return null;
	const seconds = String(instant.getUTCSeconds()).padStart(2, "0");
	return `${stockholmTimestamp(instant.toISOString()).replace(" ", "T")}:${seconds}`;
}
