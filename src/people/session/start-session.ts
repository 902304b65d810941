import { endSession, insertSession, moveKeptForms } from "../../../db/writes/people/session.ts";
import type { SignInWay } from "../../../db/schema/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { type Browser, NO_BROWSER } from "../../ground/access/browser.ts";
import { minutesFrom, SESSION_MINUTES, liveAt, MOST_SESSIONS } from "../../ground/access/session-lifetimes.ts";
import { listOldestSessions } from "../../../db/queries/people/session.ts";
import { newToken } from "../../ground/access/secret-token.ts";

/**
 * Starts a session for the context's actor, inside a write. Always a new id, and the browser's earlier session ends: an id that
 * was known before sign-in is worth nothing after it. Where the person has as many as one may have, the oldest end. Returns the
 * token for the cookie. `way` is the strictest when nobody says otherwise.
 */
export async function startSession(
	{ trx, record }: Pick<Writing, "trx" | "record">,
	ctx: Context,
	method: string,
	browser: Browser = NO_BROWSER,
	way: SignInWay = "password",
): Promise<string> {
	const token = newToken();
	const now = nowOf(ctx);
	if (browser.replaces !== null) await endSession(trx, browser.replaces, now);
	const unit_id = ctx.actor.roles[0]?.unit_id ?? null;
	const object = { kind: "person", id: ctx.actor.id! };
	const surplus = await listOldestSessions(trx, object.id, liveAt(ctx), MOST_SESSIONS - 1);
	for (const id of surplus) await endSession(trx, id, now);
	if (surplus.length > 0) {
		const data = { count: surplus.length, most: MOST_SESSIONS };
		await record({ type: "sessions.capped", unit_id, object, data });
	}
	await insertSession(trx, {
		id: sessionIdOf(token),
		person_id: ctx.actor.id!,
		created_at: now,
		expires_at: minutesFrom(ctx, SESSION_MINUTES),
		ended_at: null,
		last_seen_at: now,
		method,
		way,
		client: browser.client,
	});
	// what this browser sent when the session had ended follows to the same person, and to nobody else
	if (browser.replaces !== null)
		await moveKeptForms(trx, browser.replaces, { person_id: ctx.actor.id!, to: sessionIdOf(token) });
	await record({ type: "session.started", unit_id, object, data: { method } });
	return token;
}
