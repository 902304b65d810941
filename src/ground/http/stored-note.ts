import { setCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { sessionCookie } from "./actor.ts";
import type { AppEnv } from "./env.ts";

/** Read by assets/kept/drafts.js, and by nothing else: that an address took a form is no secret to the browser that sent it. */
const STORED = "sparat";
const SECONDS = 60;

/**
 * Tells the next page which address has just taken a form, so that the draft on the device goes when what it held is stored, and not
 * when it was only sent. The request's own name stands first: the page believes it once.
 */
export const storedNote = createMiddleware<AppEnv>(async (c, next) => {
	await next();
	if (c.req.method !== "POST" || c.res.status !== 303) return;
	// a form that waited for a new session has been through here by its own address
	if (c.res.headers.getSetCookie().some((cookie) => cookie.startsWith(`${STORED}=`))) return;
	const { secure } = sessionCookie(c.var.config);
	setCookie(c, STORED, `${c.var.requestId}${c.req.path}`, { sameSite: "Lax", path: "/", secure, maxAge: SECONDS });
});
