import { isoDate, lastDayOfMonth } from "../calendar/civil-date.ts";
import { detached } from "./detached.ts";
import { readMoment } from "./date.ts";
import type { FileWarning } from "./file-warning.ts";

const TWO_DIGITS = /^(\d{2})([-/.]|)(\d{2})\2(\d{2})$/;
const MONTH = /^((?:199|20\d)\d)-?(0[1-9]|1[0-2])$/;
const SERIAL = /^\d{5}(?:\.\d{1,12})?$/;
/** 2000-01-01 and 2099-12-31 as Excel counts days. */
const [FIRST_SERIAL, LAST_SERIAL] = [36_526, 73_050];
const MAX_REMEMBERED = 10_000;

type Guess = "order" | "month" | "serial";
interface Guessed {
	moment: string;
	how: Guess;
}

const SAID: Readonly<Record<Guess, (text: string, day: string) => string>> = {
	order: (text, day) =>
		`Datum med tvåsiffrigt år, som ”${text}”, är lästa som ${day}. Kontrollera att dag och år står i den ordningen.`,
	month: (text, day) => `Datum som ”${text}” anger bara månaden. Raderna får månadens sista dag (${day}).`,
	serial: (text, day) => `Datum som ”${text}” är Excels serietal. Det är läst som ${day}.`,
};

/**
 * The dates of one file. What a date alone cannot tell is told by the period the file is for: a year with two digits is read in the
 * order that gives a day near the period, and only when the other order does not. Whatever had to be concluded is said.
 */
export class FileDates {
	readonly warnings: FileWarning[] = [];
	readonly #earliest: string;
	readonly #latest: string;
	readonly #read = new Map<string, string | null>();
	readonly #said = new Set<Guess>();

	/** `lastDay`: the period's last day. */
	constructor(lastDay: string) {
		const year = Number(lastDay.slice(0, 4));
		this.#earliest = `${year - 2}${lastDay.slice(4)}`;
		this.#latest = `${year + 1}${lastDay.slice(4)}`;
	}

	/** `YYYY-MM-DD[THH:MM:SS]`, or null when the text is no date. Read once per different text, since a ledger has few different days. */
	moment(text: string, line: number): string | null {
		const known = this.#read.get(text);
		if (known !== undefined) return known;
		const plain = readMoment(text);
		const guessed = plain === null ? this.#guess(text) : null;
		if (guessed) this.#say(guessed, text, line);
		const moment = plain ?? guessed?.moment ?? null;
		if (this.#read.size < MAX_REMEMBERED) this.#read.set(detached(text), moment);
		return moment;
	}

	day(text: string, line: number): string | null {
		return this.moment(text, line)?.slice(0, 10) ?? null;
	}

	#guess(text: string): Guessed | null {
		const month = MONTH.exec(text);
		if (month) {
			const [year, number] = [Number(month[1]), Number(month[2])];
			const moment = isoDate(year, number, lastDayOfMonth(year, number));
			return { moment, how: "month" };
		}
		if (SERIAL.test(text)) return serialDay(Number(text));
		const parts = TWO_DIGITS.exec(text);
		if (!parts) return null;
		const [, first, mark, second, third] = parts;
		const yearFirst = `20${first}-${second}-${third}`;
		// 261003: without marks the year always stands first in Sweden
		const days = (mark === "" ? [yearFirst] : [`20${third}-${second}-${first}`, yearFirst])
			.map((day) => readMoment(day))
			.filter((day) => day !== null && day >= this.#earliest && day <= this.#latest);
		return days.length === 1 || days[0] === days[1] ? guessOf(days[0]) : null;
	}

	#say({ moment, how }: Guessed, text: string, line: number): void {
		if (this.#said.has(how)) return;
		this.#said.add(how);
		this.warnings.push({ line, text: SAID[how](text, moment.slice(0, 10)) });
	}
}

function guessOf(day: string | null | undefined): Guessed | null {
	return day ? { moment: day, how: "order" } : null;
}

function serialDay(serial: number): Guessed | null {
	if (serial < FIRST_SERIAL || serial >= LAST_SERIAL + 1) return null;
	const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString();
	return { moment: day.slice(0, 10), how: "serial" };
}
