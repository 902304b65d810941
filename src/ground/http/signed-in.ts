import { createMiddleware } from "hono/factory";
import { paths } from "../../paths/paths.ts";
import { isFragment } from "./actor.ts";
import type { AppEnv, Http } from "./env.ts";
import { keepForm } from "./kept-form.ts";
import { TAP_KEY } from "./tapped.ts";

/**
 * Sends a person who is not signed in to the sign-in page (htmx follows through its own header), and back afterwards. A form that a
 * dead session sent is kept for its writer.
 */
export const signedIn = createMiddleware<AppEnv>(async (c, next) => {
	if (c.var.ctx.actor.id !== null) return next();
	// what a device keeps by itself is not kept here too: it sends it again when its person is back
	if (c.req.header(TAP_KEY) !== undefined) return c.body(null, 401);
	const back = (await keepForm(c)) ? paths.keptForms() : returnPath(c);
	const target = `${paths.signIn()}?till=${encodeURIComponent(back)}`;
	if (isFragment(c)) return c.body(null, 200, { "HX-Redirect": target });
	return c.redirect(target, 303);
});

function returnPath(c: Http): string {
	if (c.req.method !== "GET") return paths.inbox();
	const url = new URL(c.req.url);
	return url.pathname + url.search;
}
