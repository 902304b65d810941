import { endSession, insertSession } from "../../../db/writes/people/session.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { type Browser, NO_BROWSER } from "../../ground/access/browser.ts";
import { minutesFrom, SESSION_MINUTES } from "../../ground/access/session-lifetimes.ts";
import { newToken } from "./secret-token.ts";

/**
 * Starts a session for the context's actor, inside a write. Always a new id, and the browser's earlier session ends: an id that
 * was known before sign-in is worth nothing after it. Returns the token for the cookie.
 */
export async function startSession(
	{ trx, record }: Pick<Writing, "trx" | "record">,
	ctx: Context,
	method: string,
	browser: Browser = NO_BROWSER,
): Promise<string> {
	const token = newToken();
	const now = nowOf(ctx);
	if (browser.replaces !== null) await endSession(trx, browser.replaces, now);
	await insertSession(trx, {
		id: sessionIdOf(token),
		person_id: ctx.actor.id!,
		created_at: now,
		expires_at: minutesFrom(ctx, SESSION_MINUTES),
		ended_at: null,
		last_seen_at: now,
		method,
		client: browser.client,
	});
	await record({
		type: "session.started",
		unit_id: ctx.actor.roles[0]?.unit_id ?? null,
		object: { kind: "person", id: ctx.actor.id! },
		data: { method },
	});
	return token;
}
