import { insertToken } from "../../../db/writes/people/scim.ts";
import { sessionIdOf } from "../../ground/access/session-id.ts";
import { minutesFrom } from "../../ground/access/session-lifetimes.ts";
import { newToken } from "../../ground/access/secret-token.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { allowIntegrations } from "./integrations.ts";
import type { AddIntegration } from "./schema.ts";

const DAY_MINUTES = 24 * 60;

/** A token for the directory, shown this once and stored as its hash. */
export function addIntegration(ctx: Context, input: AddIntegration): Promise<string> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		await allowIntegrations(writing);
		const token = newToken();
		const id = newId(ctx.clock());
		const expires_at = minutesFrom(ctx, input.days * DAY_MINUTES);
		await insertToken(trx, {
			id,
			hash: sessionIdOf(token),
			name: input.name,
			created_at: nowOf(ctx),
			created_by: ctx.actor.id!,
			expires_at,
			ended_at: null,
			last_used_at: null,
		});
		await record({
			type: "integration.added",
			unit_id: null,
			object: { kind: "integration", id },
			data: { name: input.name, until: expires_at },
		});
		return token;
	});
}
