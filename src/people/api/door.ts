import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import { Invalid } from "../../ground/errors.ts";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { listedBehind } from "../../ground/http/listed.ts";
import type { Context } from "../../ground/write/context.ts";
import { takeAttempt } from "../session/attempts.ts";
import { useApiToken } from "./use-token.ts";

const REFUSED =
	"Åtkomstnyckeln gäller inte. Den kan vara fel, ha gått ut eller vara avslutad, eller så har personen ingen roll i dag.";

/**
 * A key opens the rows of a list as JSON and nothing else: on every other address the header says nothing. Where it is shown it stands
 * instead of the cookie, so that a wrong key is never answered with what the browser's person may see.
 */
export function apiTokens(base: Omit<Context, "actor">, proxies: readonly string[]) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const given = /^Bearer(?: +(.*))?$/i.exec(c.req.header("Authorization") ?? "");
		if (!given || !matchedRoutes(c).some(({ handler }) => listedBehind(handler))) return next();
		const holder = await useApiToken(base, given[1] ?? "", c.var.today);
		if (!holder) return refuse(c, proxies);
		c.set("ctx", { ...base, actor: holder.actor });
		c.set("roles", holder.roles);
		c.set("must_set_codes", holder.must_set_codes);
		c.set("session_id", null);
		return next();
	});
}

async function refuse(c: Http, proxies: readonly string[]): Promise<Response> {
	try {
		await takeAttempt(c.var.ctx, null, browserOf(c, proxies));
	} catch (error) {
		if (error instanceof Invalid) return c.json({ error: "För många försök med fel nyckel. Vänta en stund." }, 429);
		throw error;
	}
	c.header("WWW-Authenticate", 'Bearer realm="api", error="invalid_token"');
	return c.json({ error: REFUSED }, 401);
}
