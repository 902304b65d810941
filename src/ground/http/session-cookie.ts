import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionCookie } from "./actor.ts";
import { forgetDay } from "../../proof/as-of/as-of-day.tsx";
import type { Http } from "./env.ts";

/** Hands the browser its session. The cookie has no lifetime of its own: the server decides, and closing the browser ends it. */
export function giveSession(c: Http, token: string): void {
	const { name, secure } = sessionCookie(c.var.config);
	setCookie(c, name, token, { httpOnly: true, sameSite: "Lax", path: "/", secure });
}

export function takeBackSession(c: Http): void {
	const { name, secure } = sessionCookie(c.var.config);
	deleteCookie(c, name, { path: "/", secure });
	forgetDay(c);
}

const STEP_SECONDS = 600;

function stepCookie(c: Http): { name: string; secure: boolean } {
	const { secure } = sessionCookie(c.var.config);
	return { name: secure ? "__Host-steg" : "steg", secure };
}

/** Ties a half-done sign-in to this browser. */
export function giveStep(c: Http, token: string): void {
	const { name, secure } = stepCookie(c);
	setCookie(c, name, token, { httpOnly: true, sameSite: "Lax", path: "/", secure, maxAge: STEP_SECONDS });
}

export function stepOf(c: Http): string | undefined {
	return getCookie(c, stepCookie(c).name);
}

export function takeBackStep(c: Http): void {
	const { name, secure } = stepCookie(c);
	deleteCookie(c, name, { path: "/", secure });
}
