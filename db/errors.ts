/** True when a unique index refused the row, on either dialect: the real guard behind every "only one". */
export function isUniqueViolation(error: unknown): boolean {
	const code = (error as { code?: string }).code ?? "";
	return code === "SQLITE_CONSTRAINT_UNIQUE" || code === "SQLITE_CONSTRAINT_PRIMARYKEY" || code === "23505";
}
