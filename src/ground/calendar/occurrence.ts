/**
 * The periods a repeating control falls due for. Pure; dates are `YYYY-MM-DD`, keys sort within a year by text.
 * Keys: month `2026-01`, quarter `2026-K1`, tertial `2026-T1`, half-year `2026-H1`, year `2026`, ad hoc the day itself `2026-10-14`.
 */
import { isDate, isoDate, lastDayOfMonth } from "./civil-date.ts";
import { formatDate, formatMonth } from "./stockholm.ts";
import { addWorkingDays } from "./swedish-holidays.ts";

export const FREQUENCIES = ["monthly", "quarterly", "tertial", "half_year", "yearly", "ad_hoc"] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface Occurrence {
	key: string;
	first_day: string;
	last_day: string;
}

const MONTHS_PER: Record<Exclude<Frequency, "ad_hoc">, number> = {
	monthly: 1,
	quarterly: 3,
	tertial: 4,
	half_year: 6,
	yearly: 12,
};

const SHAPES: Record<Frequency, RegExp> = {
	monthly: /^\d{4}-(0[1-9]|1[0-2])$/,
	quarterly: /^\d{4}-K[1-4]$/,
	tertial: /^\d{4}-T[1-3]$/,
	half_year: /^\d{4}-H[12]$/,
	yearly: /^\d{4}$/,
	ad_hoc: /^\d{4}-\d{2}-\d{2}$/,
};

/** The occurrences of a year in time order; none for `ad_hoc`, which is created by hand. */
export function occurrencesOf(frequency: Frequency, year: number): Occurrence[] {
	if (frequency === "ad_hoc") return [];
	const months = MONTHS_PER[frequency];
	return Array.from({ length: 12 / months }, (_, index) => {
		const lastMonth = (index + 1) * months;
		return {
			key: keyOf(frequency, year, index + 1),
			first_day: isoDate(year, lastMonth - months + 1, 1),
			last_day: isoDate(year, lastMonth, lastDayOfMonth(year, lastMonth)),
		};
	});
}

/**
 * The key of the occurrence a date falls in.
 * @throws RangeError when the text is not a real date.
 */
export function occurrenceKeyOf(date: string, frequency: Frequency): string {
	if (!isDate(date)) throw new RangeError(`Not a date: ${date}`);
	if (frequency === "ad_hoc") return date;
	const year = Number(date.slice(0, 4));
	const month = Number(date.slice(5, 7));
	return keyOf(frequency, year, Math.ceil(month / MONTHS_PER[frequency]));
}

/** A year has 22 keys, and an evaluation asks what each is once a run. */
const MOST_KNOWN = 2_000;
const known = new Map<string, Occurrence>();

/**
 * The occurrence a key names, whatever its frequency. Nobody may write in it.
 * @throws RangeError when the text is no occurrence key.
 */
export function occurrenceOf(key: string): Occurrence {
	const before = known.get(key);
	if (before) return before;
	const found = Object.freeze(namedBy(key));
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(key, found);
	return found;
}

function namedBy(key: string): Occurrence {
	const frequency = frequencyOfKey(key);
	if (frequency === "ad_hoc") return { key, first_day: key, last_day: key };
	const found = frequency && occurrencesOf(frequency, Number(key.slice(0, 4))).find((one) => one.key === key);
	if (!found) throw new RangeError(`Not an occurrence key: ${key}`);
	return found;
}

/** The nth Swedish working day after the last day of the occurrence (0 = the last day, moved forward when it is free). */
export function dueDateOf(occurrence: Occurrence, workingDays: number): string {
	return addWorkingDays(occurrence.last_day, workingDays);
}

/** The frequency a key belongs to, or null when it is no key. */
export function frequencyOfKey(key: string): Frequency | null {
	const frequency = FREQUENCIES.find((one) => SHAPES[one].test(key)) ?? null;
	return frequency === "ad_hoc" && !isDate(key) ? null : frequency;
}

/** `2026-10`. */
export function isMonthKey(key: string): boolean {
	return SHAPES.monthly.test(key);
}

/** `2026-T3`. */
export function isTertialKey(key: string): boolean {
	return SHAPES.tertial.test(key);
}

/** `2026`. */
export function isYearKey(key: string): boolean {
	return SHAPES.yearly.test(key);
}

/**
 * A key in Swedish words: `oktober 2026`, `kvartal 4 2026`, `tertial 3 2026`, `andra halvåret 2026`, `2026`, `14 oktober 2026`.
 * @throws RangeError when the text is no occurrence key.
 */
export function formatOccurrence(key: string): string {
	const year = key.slice(0, 4);
	const part = key.slice(6);
	switch (frequencyOfKey(key)) {
		case "monthly":
			return formatMonth(key);
		case "quarterly":
			return `kvartal ${part} ${year}`;
		case "tertial":
			return `tertial ${part} ${year}`;
		case "half_year":
			return `${part === "1" ? "första" : "andra"} halvåret ${year}`;
		case "yearly":
			return year;
		case "ad_hoc":
			return formatDate(key);
		default:
			throw new RangeError(`Not an occurrence key: ${key}`);
	}
}

function keyOf(frequency: Exclude<Frequency, "ad_hoc">, year: number, nth: number): string {
	const start = String(year).padStart(4, "0");
	switch (frequency) {
		case "monthly":
			return `${start}-${String(nth).padStart(2, "0")}`;
		case "quarterly":
			return `${start}-K${nth}`;
		case "tertial":
			return `${start}-T${nth}`;
		case "half_year":
			return `${start}-H${nth}`;
		case "yearly":
			return start;
	}
}
