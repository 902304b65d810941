import { createHash } from "node:crypto";

/** How a cookie's token is stored: a copy of the database signs nobody in. */
export function sessionIdOf(token: string): string {
	return createHash("sha256").update(token).digest("hex");
}
