// Values from the package as people read them: a time is Swedish time, and what is missing is said to be missing.
const SWEDISH_TIME = new Intl.DateTimeFormat("sv-SE", {
	timeZone: "Europe/Stockholm",
	dateStyle: "long",
	timeStyle: "short",
});

/** "29 november 2026 kl. 23:00"; what is no time stays the text it is. */
export function timeText(instant) {
	const at = new Date(instant);
	return instant && !Number.isNaN(at.getTime()) ? SWEDISH_TIME.format(at) : said(instant);
}

/** A value, or the word that it is not there. */
export function said(value) {
	return value === undefined || value === null || value === "" ? "(uppgift saknas)" : String(value);
}
