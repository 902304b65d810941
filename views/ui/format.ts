// Text for the screen from stored values. Formats only: nothing here decides or reads the clock.

import { MONTHS } from "../../src/ground/calendar/months.ts";
import { grouped, stockholmDate, stockholmTimestamp } from "../../src/ground/calendar/stockholm.ts";

const NBSP = "\u00a0";

/** "2025-11-03" → "3 november 2025"; of an instant, its day in Sweden */
export function dateText(date: string | null | undefined): string {
	const instant = date?.includes("T") ? new Date(date) : null;
	if (instant && Number.isNaN(instant.getTime())) return "";
	const [year, month, day] = (instant ? stockholmDate(instant.toISOString()) : (date ?? "")).split("-").map(Number);
	const name = MONTHS[(month ?? 0) - 1];
	return year && name && day ? `${day}${NBSP}${name} ${year}` : "";
}

/** "2025-11-03" → "3 nov 2025", where many days stand in a column */
export function dayText(date: string): string {
	return dateText(date).replace(/[a-zåäö]{4,}/, (month) =>
		month === "juni" || month === "juli" ? month : month.slice(0, 3),
	);
}

/** "2025-10" → "oktober 2025" */
export function monthText(period: string): string {
	const name = MONTHS[Number(period.slice(5, 7)) - 1];
	return name ? `${name} ${period.slice(0, 4)}` : period;
}

/** "2025-10" → "okt" */
export function monthShort(period: string): string {
	return MONTHS[Number(period.slice(5, 7)) - 1]?.slice(0, 3) ?? period;
}

/** UTC timestamp → "3 november 2025 kl. 14.32", Swedish time */
export function dateTimeText(timestamp: string | null | undefined): string {
	const date = new Date(timestamp ?? "");
	if (Number.isNaN(date.getTime())) return "";
	const [day, time] = stockholmTimestamp(date.toISOString()).split(" ");
	return `${dateText(day)} kl.${NBSP}${time?.replace(":", ".")}`;
}

/** 1234567 → "1 234 567" with no-break spaces and a true minus */
export function countText(n: number | bigint): string {
	const digits = grouped(String(n).replace(/^-/, ""));
	return n < 0 ? `\u2212${digits}` : digits;
}

/** öre → "1 234,50 kr"; whole kronor without decimals when `whole` */
export function kronorText(ore: number, whole = false): string {
	const abs = Math.abs(ore);
	const kronor = whole ? Math.round(abs / 100) : Math.floor(abs / 100);
	const decimals = whole ? "" : `,${String(abs % 100).padStart(2, "0")}`;
	return `${ore < 0 ? "\u2212" : ""}${countText(kronor)}${decimals}${NBSP}kr`;
}

/** bytes → "1,4 MB" */
export function sizeText(bytes: number): string {
	if (bytes < 1000) return `${bytes}${NBSP}byte`;
	if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}${NBSP}kB`;
	return `${(bytes / 1_000_000).toFixed(1).replace(".", ",")}${NBSP}MB`;
}

/** "34 av 120 svar (28 %)": how much of a check one tap an item has answered. */
export function togetherText({ given, together }: { given: number; together: number }): string {
	if (given === 0) return "";
	return together === 0 ? "Inga" : `${together} av ${given} svar (${Math.round((100 * together) / given)} %)`;
}
