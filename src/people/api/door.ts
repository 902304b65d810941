import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { ANONYMOUS } from "../../ground/http/actor.ts";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";
import { listedBehind } from "../../ground/http/listed.ts";
import { problem } from "../../ground/http/problem.ts";
import type { Context } from "../../ground/write/context.ts";
import type { Config } from "../../config.ts";
import type { ImportKind } from "../../../db/schema/people/api.ts";
import { takeAttempt } from "../session/attempts.ts";
import { imports, readsList } from "./columns.ts";
import { type TokenHolder, useApiToken } from "./use-token.ts";

const REFUSED =
	"Åtkomstnyckeln gäller inte. Den kan vara fel, ha gått ut eller vara avslutad, eller så har personen ingen roll i dag som nyckeln också har.";
const TOO_MANY = "För många försök med fel nyckel. Vänta en stund.";

/**
 * A key opens the rows of a list as JSON and, at the door below, imports: on every other address the header says nothing. Where it is
 * shown it stands instead of the cookie, so that a wrong key is never answered with what the browser's person may see.
 */
export function apiTokens(base: Omit<Context, "actor">, proxies: readonly string[]) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const given = bearerIn(c);
		const listed = matchedRoutes(c)
			.map(({ handler }) => listedBehind(handler))
			.find((one) => one !== undefined);
		if (given === undefined || !listed) return next();
		const holder = await useApiToken(base, given, c.var.today);
		if (!holder) return refuse(c, proxies);
		enter(c, base, holder);
		if (!readsList(holder.scope, listed.path)) return problem(c, 403, "Nyckeln läser inte den här listan.");
		return next();
	});
}

/**
 * The only entrance for imports by a program, before the guard against other sites: a cookie says nothing here, so that no page in a
 * browser can be made to import.
 */
export function importDoor(base: Omit<Context, "actor">, config: Config, proxies: readonly string[], kind: ImportKind) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const today = stockholmDate(base.clock().toISOString());
		c.set("config", config);
		c.set("today", today);
		c.set("roles", []);
		c.set("session_id", null);
		c.set("ctx", { ...base, actor: ANONYMOUS });
		const holder = await useApiToken(base, bearerIn(c) ?? "", today);
		if (!holder) return refuse(c, proxies);
		enter(c, base, holder);
		c.set("token_id", holder.token_id);
		if (!imports(holder.scope, kind))
			throw new NotAllowed("Nyckeln får inte läsa in det här.", { log: `import ${kind}` });
		await next();
		c.header("Cache-Control", "no-store");
	});
}

function bearerIn(c: Http): string | undefined {
	const given = /^Bearer(?: +(.*))?$/i.exec(c.req.header("Authorization") ?? "");
	return given ? (given[1] ?? "") : undefined;
}

function enter(c: Http, base: Omit<Context, "actor">, holder: TokenHolder): void {
	c.set("ctx", { ...base, actor: holder.actor });
	c.set("roles", holder.roles);
	c.set("must_set_codes", holder.must_set_codes);
	c.set("session_id", null);
}

async function refuse(c: Http, proxies: readonly string[]): Promise<Response> {
	try {
		await takeAttempt(c.var.ctx, null, browserOf(c, proxies));
	} catch (error) {
		if (error instanceof Invalid) return problem(c, 429, TOO_MANY);
		throw error;
	}
	c.header("WWW-Authenticate", 'Bearer realm="api", error="invalid_token"');
	return problem(c, 401, REFUSED);
}
