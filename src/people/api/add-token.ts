import { countLiveApiTokens, findWayOf } from "../../../db/queries/people/api.ts";
import { insertApiToken } from "../../../db/writes/people/api.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { AddApiToken } from "./schema.ts";

const DAY_MINUTES = 24 * 60;
export const MOST_TOKENS = 20;

/** A key for oneself, from a sign-in at hand; shown this once and stored as its hash. */
export function addApiToken(ctx: Context, sessionId: string | null, input: AddApiToken): Promise<string> {
	return write(ctx, async ({ trx, record }) => {
		const person_id = ctx.actor.id;
		const way = sessionId && (await findWayOf(trx, sessionId));
		if (!person_id || !way) throw new NotAllowed("Logga in först.", { log: "api token without a session" });
		if ((await countLiveApiTokens(trx, person_id, nowOf(ctx))) >= MOST_TOKENS)
			throw new Invalid({ "": `Du har redan ${MOST_TOKENS} nycklar som gäller. Avsluta en först.` });
		const [token, id, expires_at] = [newToken(), newId(ctx.clock()), minutesFrom(ctx, input.days * DAY_MINUTES)];
		await insertApiToken(trx, {
			...{ id, hash: sessionIdOf(token), person_id, name: input.name, way },
			...{ created_at: nowOf(ctx), expires_at, ended_at: null, last_used_at: null },
		});
		await record({
			type: "api_token.added",
			unit_id: null,
			object: { kind: "api_token", id },
			data: { name: input.name, until: expires_at },
		});
		return token;
	});
}
