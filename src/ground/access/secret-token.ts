import { randomBytes } from "node:crypto";

/** 256 random bits for a cookie, a link or an integration; stored only as its hash (`sessionIdOf`). */
export function newToken(): string {
	return randomBytes(32).toString("base64url");
}
