import { Temporal } from "temporal-polyfill";

/**
 * The instant a day begins in Stockholm, as stored (ISO-8601 UTC): `2026-07-01` → `2026-06-30T22:00:00.000Z`.
 * @throws RangeError when the text is not a date.
 */
export function startOfDay(date: string): string {
	return atMidnight(Temporal.PlainDate.from(date));
}

/** The instant the day after begins: everything before it belongs to the day or earlier. */
export function endOfDay(date: string): string {
	return atMidnight(Temporal.PlainDate.from(date).add({ days: 1 }));
}

function atMidnight(day: Temporal.PlainDate): string {
	return new Date(day.toZonedDateTime("Europe/Stockholm").epochMilliseconds).toISOString();
}
