import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Child } from "hono/jsx";
import type { FlashTone } from "../../../views/ui/flash.tsx";
import { isFragment, sessionCookie } from "./actor.ts";
import type { Http } from "./env.ts";

const FLASH = "besked";

/** A full page, or the piece htmx asked for: JSX in, HTML out. The doctype comes with `Layout`. */
export function page(c: Http, content: Child): Response | Promise<Response> {
	return c.html(content as never);
}

/** After a write: the changed component for htmx, otherwise 303 to the page that shows it. */
export function answer(
	c: Http,
	options: { fragment?: Child; to: string; said?: string },
): Response | Promise<Response> {
	if (options.fragment && isFragment(c)) return c.html(options.fragment as never);
	if (options.said) flash(c, "ok", options.said);
	if (isFragment(c)) return c.body(null, 200, { "HX-Redirect": options.to });
	return c.redirect(options.to, 303);
}

/** One sentence for the next page: kept in a cookie of its own, read once. */
export function flash(c: Http, tone: FlashTone, text: string): void {
	setCookie(c, FLASH, JSON.stringify({ tone, text }), {
		httpOnly: true,
		sameSite: "Lax",
		path: "/",
		secure: sessionCookie(c.var.config).secure,
		maxAge: 60,
	});
}

export function takeFlash(c: Http): { tone: FlashTone; text: string } | null {
	const kept = getCookie(c, FLASH);
	if (!kept) return null;
	deleteCookie(c, FLASH, { path: "/" });
	try {
		const { tone, text } = JSON.parse(kept) as { tone: FlashTone; text: string };
		return typeof text === "string" ? { tone, text } : null;
	} catch {
		return null;
	}
}
