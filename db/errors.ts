import { KEPT } from "./dialect/ddl.ts";

/**
 * True when a unique index refused the row, on either dialect: the real guard behind every "only one". Where rows may not be
 * replaced SQLite asks their guard before the index.
 */
export function isUniqueViolation(error: unknown): boolean {
	const code = (error as { code?: string }).code ?? "";
	if (code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY" || code === "23505") return true;
	return error instanceof Error && error.message.endsWith(KEPT);
}

/** True when the database itself refused a change inside a period that has been sealed. */
export function isSealedViolation(error: unknown): boolean {
	return error instanceof Error && error.message.endsWith("is not allowed here, the period is sealed");
}

/**
 * Classes of SQLSTATE, and of sockets, that say that the server cannot be reached, is on its way down or up, or (25006) is the one that
 * only reads since another has taken over.
 */
const AWAY =
	/^(?:08\w{3}|25006|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN)$/;

/** True when PostgreSQL does not answer: what was asked for may work again in a while, and nothing was saved. */
export function isDatabaseAway(error: unknown): boolean {
	if (error instanceof OutcomeUnknown) return true;
	const { code, message, errors } = error as { code?: string; message?: string; errors?: unknown[] };
	// a host with several addresses fails once for each of them
	if (Array.isArray(errors)) return errors.some(isDatabaseAway);
	return (
		AWAY.test(code ?? "") ||
		/^Connection terminated|^timeout exceeded when trying to connect|not queryable$/.test(message ?? "")
	);
}

/** PostgreSQL went away while it was asked to commit: nobody knows whether it had done so. */
export class OutcomeUnknown extends Error {
	override name = "OutcomeUnknown";

	constructor(cause: unknown) {
		super("the answer to a commit did not come", { cause });
	}
}

/** The database has been used by a newer version of the product: this one does not touch it. */
export class DatabaseTooNew extends Error {
	constructor(readonly unknown: readonly string[]) {
		super(
			`Databasen har använts av en nyare version av Tillräcklig (${unknown.join(", ")}), och den här versionen rör den inte. Starta den nyare versionen igen, eller återställ säkerhetskopian från före uppgraderingen (npm run isk -- restore).`,
		);
	}
}

/** A database that shall be filled has been used: what is there is not overwritten. */
export class DatabaseNotEmpty extends Error {
	constructor() {
		super("Databasen i PostgreSQL är inte tom. Ange en ny, tom databas (createdb).");
	}
}

/** A copy that was read back is not what was written: it has been thrown away. */
export class DatabaseDiffers extends Error {
	constructor(table: string) {
		super(`Kopian stämde inte när den lästes tillbaka: tabellen ${table} skiljer sig. Ingenting är kopierat.`);
	}
}
