import { type DestinationStream, type Logger, pino } from "pino";

/** What never stands in the log, whoever hands it over: at the top and one level down (T40). Bodies are not logged at all. */
const SECRETS = [
	"authorization",
	"client_secret",
	"code",
	"cookie",
	"current",
	"password",
	"password_hash",
	"secret",
	"set-cookie",
	"token",
	"totp_secret",
];
/** What the database says about a refused row repeats the row. */
const ROW_VALUES = ["err.detail", "err.where", "err.parameters"];

/** A code is what somebody signs in with, but an error's code (`SQLITE_FULL`, `23505`) is what its reader needs most. */
function censor(value: unknown, [at, key]: string[]): unknown {
	return at === "err" && key === "code" && /^[A-Z0-9_]{2,60}$/.test(String(value)) ? value : "[dolt]";
}

/** Structured lines on standard output. */
export function openLog(destination?: DestinationStream): Logger {
	const paths = [...SECRETS.flatMap((key) => [`["${key}"]`, `*["${key}"]`]), ...ROW_VALUES];
	return pino({ level: "info", redact: { paths, censor } }, destination ?? pino.destination(1));
}

/** A path for the log: whatever is long enough to be a one-time token is left out. */
export function loggablePath(path: string): string {
	return path.replace(/[\w%.~-]{40,}/g, "…");
}
