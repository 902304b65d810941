/** True when a unique index refused the row, on either dialect: the real guard behind every "only one". */
export function isUniqueViolation(error: unknown): boolean {
	const code = (error as { code?: string }).code ?? "";
	return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY" || code === "23505";
}

/** True when the database itself refused a change inside a period that has been sealed. */
export function isSealedViolation(error: unknown): boolean {
	return error instanceof Error && error.message.endsWith("is not allowed here, the period is sealed");
}
