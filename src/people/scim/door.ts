import type { Context as HonoContext } from "hono";
import { createMiddleware } from "hono/factory";
import { HTTPException } from "hono/http-exception";
import type { Logger } from "pino";
import { findLiveToken } from "../../../db/queries/people/scim.ts";
import { updateToken } from "../../../db/writes/people/scim.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import type { Config } from "../../config.ts";
import { isDatabaseAway } from "../../../db/errors.ts";
import { InvalidFilter } from "../scim/filter.ts";
import { integrationActor } from "../scim/integration-actor.ts";
import { DirectoryConflict } from "./directory-conflict.ts";
import { InvalidPath } from "../scim/patch.ts";
import { takeAttempt } from "../session/attempts.ts";
import { isDueForTouch } from "../../ground/access/session-lifetimes.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, Refusal } from "../../ground/errors.ts";
import { ANONYMOUS } from "../../ground/http/actor.ts";
import { browserOf } from "../../ground/http/browser.ts";
import type { AppEnv, Http } from "../../ground/http/env.ts";

const ERROR_SCHEMA = "urn:ietf:params:scim:api:messages:2.0:Error";

/** An answer in the protocol's own form. */
export function scim(c: Http, body: object, status: 200 | 201 = 200): Response {
	return c.body(JSON.stringify(body), status, { "Content-Type": "application/scim+json; charset=utf-8" });
}

export function scimError(
	c: Http,
	status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 429 | 500 | 503,
	detail: string,
	scimType?: string,
) {
	const body = { schemas: [ERROR_SCHEMA], status: String(status), detail, ...(scimType ? { scimType } : {}) };
	return c.body(JSON.stringify(body), status, { "Content-Type": "application/scim+json; charset=utf-8" });
}

/**
 * The directory's own entrance: a bearer token and nothing else. A cookie says nothing here, so no page in a browser can be made to
 * act on it, and the token says nothing anywhere else.
 */
export function bearer(base: Omit<Context, "actor">, config: Config, proxies: readonly string[]) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const now = base.clock().toISOString();
		c.set("config", config);
		c.set("today", stockholmDate(now));
		c.set("roles", []);
		c.set("session_id", null);
		c.set("ctx", { ...base, actor: ANONYMOUS });
		const given = /^Bearer ([\w-]{43})$/.exec(c.req.header("Authorization") ?? "")?.[1];
		const token = given ? await findLiveToken(base.db, sessionIdOf(given), now) : undefined;
		if (!token) return refuse(c, proxies);
		if (isDueForTouch(base, token.last_used_at ?? ""))
			await base.database
				.transaction((trx) => updateToken(trx, token.id, { last_used_at: now }))
				.catch(() => undefined);
		c.set("ctx", { ...base, actor: await integrationActor(base.db, token.name) });
		await next();
		c.header("Cache-Control", "no-store");
	});
}

async function refuse(c: Http, proxies: readonly string[]): Promise<Response> {
	try {
		await takeAttempt(c.var.ctx, null, browserOf(c, proxies));
	} catch (error) {
		if (error instanceof Invalid) return scimError(c, 429, "Too many requests with a wrong token");
		throw error;
	}
	c.header("WWW-Authenticate", 'Bearer realm="scim"');
	return scimError(c, 401, "A valid bearer token is required");
}

/** Errors → the protocol's answers. What the person would read is in Swedish; a directory gets the log's words. */
export function onScimError(log: Logger) {
	return (error: Error, c: HonoContext<AppEnv>): Response => {
		if (error instanceof InvalidFilter) return scimError(c, 400, "The filter is not supported", "invalidFilter");
		if (error instanceof InvalidPath) return scimError(c, 400, "The path is not supported", "invalidPath");
		if (error instanceof Invalid) return scimError(c, 400, error.message, "invalidValue");
		if (error instanceof HTTPException) return scimError(c, error.status as 413, error.message);
		if (error instanceof Refusal) {
			log.info({ status: error.status, refused: error.log, request: c.var.requestId }, "refused");
			return scimError(
				c,
				error.status as 404,
				error.log,
				error instanceof DirectoryConflict ? "uniqueness" : undefined,
			);
		}
		log.error({ err: error, request: c.var.requestId, method: c.req.method }, "unexpected error");
		if (isDatabaseAway(error)) return scimError(c, 503, "The database does not answer");
		return scimError(c, 500, "Unexpected error");
	};
}
