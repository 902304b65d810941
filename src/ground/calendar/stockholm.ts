/**
 * Swedish time and Swedish numbers for screen and report. Instants are ISO 8601 UTC texts, dates `YYYY-MM-DD`, money integer öre.
 * Numbers follow Språkrådet: U+00A0 between thousands and before the unit, decimal comma, U+2212 as minus.
 */
import { dayNumber } from "./civil-date.ts";
import { MONTHS } from "./months.ts";

const NBSP = "\u00a0";
const MINUS = "\u2212";

// Creating a formatter costs about a thousand times more than using one.
const stockholm = new Intl.DateTimeFormat("sv-SE", {
	timeZone: "Europe/Stockholm",
	year: "numeric",
	month: "2-digit",
	day: "2-digit",
	hour: "2-digit",
	minute: "2-digit",
	second: "2-digit",
	hourCycle: "h23",
});

/**
 * The civil date in Stockholm at an instant: `2026-10-13T22:30:00Z` → `2026-10-14`.
 * @throws RangeError when the text is no instant.
 */
export function stockholmDate(instantIso: string): string {
	return stockholmTimestamp(instantIso).slice(0, 10);
}

/**
 * Sortable local time for tables and files: `2026-10-14 00:30`.
 * @throws RangeError when the text is no instant.
 */
export function stockholmTimestamp(instantIso: string): string {
	return stockholm.format(new Date(instantIso)).slice(0, 16);
}

/**
 * `14 oktober 2026`, from a date or from an instant (its day in Stockholm).
 * @throws RangeError when the text is neither.
 */
export function formatDate(dateOrInstant: string): string {
	const date = dateOrInstant.length > 10 ? stockholmDate(dateOrInstant) : dateOrInstant;
	dayNumber(date);
	return `${Number(date.slice(8, 10))} ${formatMonth(date.slice(0, 7))}`;
}

/**
 * `14 oktober 2026 kl. 00.30` in Stockholm.
 * @throws RangeError when the text is no instant.
 */
export function formatDateTime(instantIso: string): string {
	const local = stockholmTimestamp(instantIso);
	return `${formatDate(local.slice(0, 10))} kl. ${local.slice(11).replace(":", ".")}`;
}

/**
 * `2026-10` → `oktober 2026`.
 * @throws RangeError when the text is no month.
 */
export function formatMonth(month: string): string {
	const name = /^\d{4}-\d{2}$/.test(month) ? MONTHS[Number(month.slice(5)) - 1] : undefined;
	if (!name) throw new RangeError(`Not a month: ${month}`);
	return `${name} ${month.slice(0, 4)}`;
}

/**
 * Integer öre as kronor: `123456` → `1 234,56 kr`. Computed on digits, so no öre is lost.
 * @throws RangeError when the number is not a safe integer.
 */
export function formatAmountOre(ore: number): string {
	if (!Number.isSafeInteger(ore)) throw new RangeError(`Not integer öre: ${ore}`);
	const digits = String(Math.abs(ore)).padStart(3, "0");
	return `${ore < 0 ? MINUS : ""}${grouped(digits.slice(0, -2))},${digits.slice(-2)}${NBSP}kr`;
}

/** Integer öre as millions of kronor with one decimal, as a budget is written: `-681750000000` → `−6 817,5 mnkr`. */
export function formatMillions(ore: number): string {
	const tenths = Math.round(Math.abs(ore) / 10_000_000);
	return `${ore < 0 && tenths > 0 ? MINUS : ""}${grouped(String(Math.floor(tenths / 10)))},${tenths % 10}${NBSP}mnkr`;
}

/** Hundredths with no more decimals than they need: `7700` → `77`, `230` → `2,3`. */
export function formatHundredths(hundredths: number): string {
	if (!Number.isSafeInteger(hundredths)) throw new RangeError(`Not whole hundredths: ${hundredths}`);
	const digits = String(Math.abs(hundredths)).padStart(3, "0");
	const decimals = digits.slice(-2).replace(/0+$/, "");
	return `${hundredths < 0 ? MINUS : ""}${grouped(digits.slice(0, -2))}${decimals && `,${decimals}`}`;
}

/**
 * An integer with thousands apart: `1234567` → `1 234 567`.
 * @throws RangeError when the number is not a safe integer.
 */
export function formatCount(count: number): string {
	if (!Number.isSafeInteger(count)) throw new RangeError(`Not a count: ${count}`);
	return `${count < 0 ? MINUS : ""}${grouped(String(Math.abs(count)))}`;
}

/** Digits with thousands apart. */
export function grouped(digits: string): string {
	return digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}
