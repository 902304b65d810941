import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionCookie } from "./actor.ts";
import type { Http } from "./env.ts";

/**
 * A cookie that only this server can have written: sealed with its key, and with its name inside so that one cannot pass for
 * another. `__Host-` ties it to this host over TLS; without TLS browsers refuse that prefix.
 */
export function giveSealed(c: Http, name: string, content: object, maxAge: number): void {
	const { full, secure } = named(c, name);
	const sealed = c.var.ctx.keys.encrypt(JSON.stringify({ name, content }));
	setCookie(c, full, sealed, { httpOnly: true, sameSite: "Lax", path: "/", secure, maxAge });
}

/** Returns what the cookie holds, or null when there is no cookie or this server did not write it. */
export function sealedContent(c: Http, name: string): unknown {
	const kept = getCookie(c, named(c, name).full);
	if (!kept) return null;
	try {
		const opened = JSON.parse(c.var.ctx.keys.decrypt(kept)) as { name: string; content: unknown };
		return opened.name === name ? opened.content : null;
	} catch {
		return null;
	}
}

export function takeBackSealed(c: Http, name: string): void {
	const { full, secure } = named(c, name);
	deleteCookie(c, full, { path: "/", secure });
}

function named(c: Http, name: string): { full: string; secure: boolean } {
	const { secure } = sessionCookie(c.var.config);
	return { full: secure ? `__Host-${name}` : name, secure };
}
