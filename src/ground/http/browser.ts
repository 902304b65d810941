import { getCookie } from "hono/cookie";
import { sessionIdOf } from "../access/session-id.ts";
import { type Browser, clientName, trustedAddress } from "../access/browser.ts";
import { sessionCookie } from "./actor.ts";
import type { Http } from "./env.ts";
import { knownBrowser } from "./known-browser.ts";

/** Where a request comes from, for limits and for the person's own list of sessions. */
export function browserOf(c: Http, proxies: readonly string[]): Browser {
	const token = getCookie(c, sessionCookie(c.var.config).name);
	const peer = c.env && "incoming" in c.env ? c.env.incoming?.socket?.remoteAddress : undefined;
	return {
		address: trustedAddress(peer, c.req.header("X-Forwarded-For"), proxies),
		client: clientName(c.req.header("User-Agent")),
		replaces: token ? sessionIdOf(token) : null,
		known: knownBrowser(c),
	};
}
