import { endFeed, insertFeed } from "../../../db/writes/office/calendar.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

/** Gives the person's calendar a secret address; one they had before ends. Returns its token, which is kept nowhere and shown once. */
export function makeFeed(ctx: Context): Promise<string> {
	const person_id = requireSomebody(ctx);
	return write(ctx, async ({ trx, record }) => {
		const token = newToken();
		const now = nowOf(ctx);
		await endFeed(trx, person_id, now);
		await insertFeed(trx, { id: sessionIdOf(token), person_id, created_at: now, ended_at: null });
		await record({ type: "calendar.made", unit_id: null, object: { kind: "reader", id: person_id }, data: {} });
		return token;
	});
}

/** Takes the address back: a calendar that still asks is told that there is nothing there. */
export function revokeFeed(ctx: Context): Promise<void> {
	const person_id = requireSomebody(ctx);
	return write(ctx, async ({ trx, record, unchanged }) => {
		if ((await endFeed(trx, person_id, nowOf(ctx))) === 0) return unchanged(undefined);
		await record({ type: "calendar.revoked", unit_id: null, object: { kind: "reader", id: person_id }, data: {} });
	});
}

function requireSomebody({ actor }: Context): string {
	if (actor.id === null) throw new NotAllowed("Logga in först.");
	return actor.id;
}
