import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionCookie } from "./actor.ts";
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

/** Sets the cookie that ties a sign-in awaiting its second step to this browser. */
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

/**
 * The cookie with the earlier day that is read, kept until the session ends. The right to read that day is checked anew for
 * each request.
 */
export function dayCookie(c: Http): { name: string; secure: boolean } {
	const { secure } = sessionCookie(c.var.config);
	return { name: secure ? "__Host-lage" : "lage", secure };
}

export function keepDay(c: Http, date: string): void {
	const { name, secure } = dayCookie(c);
	setCookie(c, name, date, { httpOnly: true, sameSite: "Lax", path: "/", secure });
}

export function forgetDay(c: Http): void {
	const { name, secure } = dayCookie(c);
	deleteCookie(c, name, { path: "/", secure });
}
