import { createHash } from "node:crypto";

/** Returns the hash under which a cookie's token is stored, so that nobody can sign in with a copy of the database. */
export function sessionIdOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
