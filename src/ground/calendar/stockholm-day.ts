import { Temporal } from "temporal-polyfill";

/**
 * The instant a day begins in Stockholm, as stored (ISO-8601 UTC): `2026-07-01` → `2026-06-30T22:00:00.000Z`.
 * @throws RangeError when the text is not a date.
 */
export function startOfDay(date: string): string {
	return known(`från ${date}`, () => atMidnight(Temporal.PlainDate.from(date)));
}

/** The instant the day after begins: everything before it belongs to the day or earlier. */
export function endOfDay(date: string): string {
	return known(`till ${date}`, () => atMidnight(Temporal.PlainDate.from(date).add({ days: 1 })));
}

/** A page asks for the same days again and again, and each costs as much as a row from the database. */
const MOST_KNOWN = 2_000;
const instants = new Map<string, string>();

function known(name: string, make: () => string): string {
	const before = instants.get(name);
	if (before !== undefined) return before;
	const instant = make();
	if (instants.size >= MOST_KNOWN) instants.clear();
	instants.set(name, instant);
	return instant;
}

function atMidnight(day: Temporal.PlainDate): string {
	return new Date(day.toZonedDateTime("Europe/Stockholm").epochMilliseconds).toISOString();
}
