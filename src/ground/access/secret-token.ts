import { randomBytes } from "node:crypto";

/** Makes 256 random bits for a cookie, a link or an integration. The database stores only their hash (`sessionIdOf`). */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}
