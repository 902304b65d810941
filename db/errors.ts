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
