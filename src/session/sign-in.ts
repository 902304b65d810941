import { randomBytes } from "node:crypto";
import { insertSession } from "../../db/writes/sessions.ts";
import { sessionIdOf } from "../access/session-id.ts";
import { type Context, nowOf } from "../write/context.ts";
import { write } from "../write/write.ts";

const LIFETIME_HOURS = 10;

/** Starts a session for the context's actor. Returns the token for the cookie: 256 random bits, stored only as a hash. */
export function signIn(ctx: Context, method: string): Promise<string> {
	const token = randomBytes(32).toString("base64url");
	const id = sessionIdOf(token);
	return write(ctx, async ({ trx, record }) => {
		const expires = new Date(ctx.clock().getTime() + LIFETIME_HOURS * 3_600_000).toISOString();
		await insertSession(trx, {
			id,
			person_id: ctx.actor.id!,
			created_at: nowOf(ctx),
			expires_at: expires,
			ended_at: null,
		});
		await record({
			type: "session.started",
			unit_id: ctx.actor.roles[0]?.unit_id ?? null,
			object: { kind: "person", id: ctx.actor.id! },
			data: { method },
		});
		return token;
	});
}
