import { hasHadAdministrator } from "../../../db/queries/people/session.ts";
import { endLinks, insertLink } from "../../../db/writes/people/accounts.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";

const LIFETIME_MINUTES = 24 * 60;

/**
 * A one-time token for the first administrator, or null when there has been one (T26). Every start makes a new one that takes the
 * place of the last: a link in an old log opens nothing.
 */
export async function openSetUp(ctx: Context): Promise<string | null> {
	if (await hasHadAdministrator(ctx.db)) return null;
	return write(ctx, async ({ trx, record }) => {
		const token = newToken();
		const now = nowOf(ctx);
		await endLinks(trx, { purpose: "set_up", person_id: null }, now);
		await insertLink(trx, {
			id: sessionIdOf(token),
			purpose: "set_up",
			person_id: null,
			created_at: now,
			created_by: ctx.actor.id,
			expires_at: minutesFrom(ctx, LIFETIME_MINUTES),
		});
		await record({
			type: "installation.link_made",
			unit_id: null,
			object: { kind: "system", id: "set-up" },
			data: {},
		});
		return token;
	});
}
