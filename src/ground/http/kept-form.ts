import { getCookie } from "hono/cookie";
import { HTTPException } from "hono/http-exception";
import { findSession } from "../../../db/queries/people/session.ts";
import type { KeptBody } from "../../../db/schema/people/session.ts";
import { keepForm as storeForm } from "../../../db/writes/people/session.ts";
import { KEPT_MINUTES, minutesFrom } from "../access/session-lifetimes.ts";
import { sessionIdOf } from "../access/session-id.ts";
import { newId } from "../write/new-id.ts";
import { sessionCookie } from "./actor.ts";
import { readBody } from "./body.ts";
import type { Http } from "./env.ts";

/** As many as a person can have open in tabs: somebody who has found a dead cookie fills no disk with it. */
const MOST_KEPT = 10;

/**
 * Keeps the form of a request whose session has ended, sealed, for the same person in the same browser. False where there is
 * nothing to keep or nobody to keep it for: no session was ever here, or the body is larger than a form.
 */
export async function keepForm(c: Http): Promise<boolean> {
	if (c.req.method !== "POST") return false;
	const { ctx, config } = c.var;
	const token = getCookie(c, sessionCookie(config).name);
	const session = token ? await findSession(ctx.db, sessionIdOf(token)) : undefined;
	if (!session) return false;
	const body = await bodyOf(c);
	if (body === null) return false;
	const kept: KeptBody = { type: c.req.header("content-type") ?? "", body: body.toString("base64") };
	const { pathname, search } = new URL(c.req.url);
	const form = {
		id: newId(ctx.clock()),
		session_id: session.id,
		person_id: session.person_id,
		path: pathname + search,
		data: ctx.keys.encrypt(JSON.stringify(kept)),
		created_at: ctx.clock().toISOString(),
		expires_at: minutesFrom(ctx, KEPT_MINUTES),
	};
	await ctx.database.transaction((trx) => storeForm(trx, form, MOST_KEPT));
	return true;
}

async function bodyOf(c: Http): Promise<Buffer | null> {
	try {
		return await readBody(c);
	} catch (error) {
		if (error instanceof HTTPException) return null;
		throw error;
	}
}
