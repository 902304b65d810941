import { takeKeptForm } from "../../../db/writes/people/session.ts";
import type { KeptBody } from "../../../db/schema/people/session.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";

/** Takes a kept form, once and only for the person who sent it in this browser; null where there is none. */
export async function takeKeptBody(
	ctx: Context,
	id: string,
	sessionId: string | null,
): Promise<{ path: string; type: string; body: Buffer } | null> {
	const kept = await ctx.database.transaction((trx) => takeKeptForm(trx, id, sessionId ?? "", nowOf(ctx)));
	if (!kept || kept.person_id !== ctx.actor.id) return null;
	const { type, body } = JSON.parse(ctx.keys.decrypt(kept.data)) as KeptBody;
	return { path: kept.path, type, body: Buffer.from(body, "base64") };
}
