import { endSession } from "../../../db/writes/people/session.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

/** Ends one session, by its stored id. */
export function signOut(ctx: Context, sessionId: string): Promise<void> {
	return write(ctx, async ({ trx, record }) => {
		await endSession(trx, sessionId, nowOf(ctx));
		await record({
			type: "session.ended",
			unit_id: ctx.actor.roles[0]?.unit_id ?? null,
			object: { kind: "person", id: ctx.actor.id! },
			data: {},
		});
	});
}
