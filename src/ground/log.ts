import { type DestinationStream, type Logger, pino } from "pino";

/**
 * Keys whose values are removed from every log line, at the top and one level down (T40). Request bodies are not logged at all.
 */
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
/** Fields of a database error that repeat the values of the refused row; they are removed as well. */
const ROW_VALUES = ["err.detail", "err.where", "err.parameters"];

/**
 * Removes a `code` that somebody signs in with, but keeps an error's code (`SQLITE_FULL`, `23505`), which the reader of the log
 * needs most.
 */
function censor(value: unknown, [at, key]: string[]): unknown {
	return at === "err" && key === "code" && /^[A-Z0-9_]{2,60}$/.test(String(value)) ? value : "[dolt]";
}

/** Structured lines on standard output. */
export function openLog(destination?: DestinationStream): Logger {
	const paths = [...SECRETS.flatMap((key) => [`["${key}"]`, `*["${key}"]`]), ...ROW_VALUES];
	return pino({ level: "info", redact: { paths, censor } }, destination ?? pino.destination(1));
}

/** Returns a path that is safe to log: every part long enough to be a one-time token is left out. */
export function loggablePath(path: string): string {
	return path.replace(/[\w%.~-]{40,}/g, "…");
}
