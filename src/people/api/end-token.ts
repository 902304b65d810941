import { findApiToken } from "../../../db/queries/people/api.ts";
import { endApiToken as end } from "../../../db/writes/people/api.ts";
import { NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { allowIntegrations } from "../scim/integrations.ts";

/** Ends a key at once: one's own, or anybody's for whoever administers the whole tree. Returns true when it was one's own. */
export function endApiToken(ctx: Context, id: string): Promise<boolean> {
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		const token = await findApiToken(trx, id);
		const own = token?.person_id === ctx.actor.id;
		if (!own) await allowIntegrations(writing);
		if (!token) throw new NotFound("api token");
		if (token.ended_at !== null) return unchanged(own);
		await end(trx, id, nowOf(ctx));
		await record({
			type: "api_token.ended",
			unit_id: null,
			object: { kind: "api_token", id },
			data: { name: token.name, person: token.person_name },
		});
		return own;
	});
}
