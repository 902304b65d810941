import { getCookie } from "hono/cookie";
import { createMiddleware } from "hono/factory";
import { findSessionPerson, listRolesOn } from "../../../db/queries/people/session.ts";
import { touchSession } from "../../../db/writes/people/session.ts";
import type { Actor } from "../access/actor.ts";
import { sessionIdOf } from "../access/session-id.ts";
import { forbiddenSentence, lacksSecondFactor } from "../access/sign-in-rules.ts";
import { stockholmDate } from "../calendar/stockholm.ts";
import type { Config } from "../../config.ts";
import { isDueForTouch, liveAt } from "../access/session-lifetimes.ts";
import type { Context } from "../write/context.ts";
import type { AppEnv, Http } from "./env.ts";

export const ANONYMOUS: Actor = { id: null, name: "Ej inloggad", roles: [], via: "web" };

/** `__Host-` ties the cookie to this host over TLS; without TLS browsers refuse that prefix. */
export function sessionCookie(config: Config): { name: string; secure: boolean } {
	const secure = config.baseUrl?.startsWith("https://") ?? false;
	return { name: secure ? "__Host-session" : "session", secure };
}

/** Finds the actor of a session. Roles are read anew for each request, so a lost role is lost at once. */
export function actor(base: Omit<Context, "actor">, config: Config) {
	return createMiddleware<AppEnv>(async (c, next) => {
		const now = base.clock().toISOString();
		const today = stockholmDate(now);
		const token = getCookie(c, sessionCookie(config).name);
		const sessionId = token ? sessionIdOf(token) : null;
		const person = sessionId ? await findPersonBehind(base, sessionId) : undefined;
		const roles = person ? await listRolesOn(base.db, person.id, today) : [];
		if (person && sessionId && isDueForTouch(base, person.last_seen_at)) await touch(base, sessionId, now);
		const must_set_codes =
			person !== undefined && (await lacksSecondFactor(base, { person_id: person.id, way: person.way }, roles));
		const acts_as = must_set_codes ? [] : roles;
		c.set("ctx", {
			...base,
			actor: person ? { id: person.id, name: person.name, roles: acts_as, via: "web" } : ANONYMOUS,
		});
		c.set("must_set_codes", must_set_codes);
		c.set("session_id", person ? sessionId : null);
		c.set("config", config);
		c.set("today", today);
		c.set("roles", roles);
		await next();
	});
}

/** The person of a live session. One that began with a password is worth nothing once the region has forbidden passwords. */
async function findPersonBehind(base: Omit<Context, "actor">, sessionId: string) {
	const person = await findSessionPerson(base.db, sessionId, liveAt(base));
	return person?.way === "password" && (await forbiddenSentence(base)) !== null ? undefined : person;
}

/** Updates "last used". A failure is ignored: when the disk is full, pages can still be read. */
async function touch(base: Pick<Context, "database">, sessionId: string, now: string): Promise<void> {
	await base.database.transaction((trx) => touchSession(trx, sessionId, now)).catch(() => undefined);
}

/** True when htmx asks for a piece of the page. */
export function isFragment(c: Http): boolean {
	return c.req.header("HX-Request") === "true";
}
