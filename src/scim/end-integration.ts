import { findToken } from "../../db/queries/scim.ts";
import { updateToken } from "../../db/writes/scim.ts";
import { type Context, nowOf } from "../write/context.ts";
import { NotFound } from "../write/errors.ts";
import { write } from "../write/write.ts";
import { allowIntegrations } from "./integrations.ts";

/** The token stops working at once. */
export function endIntegration(ctx: Context, id: string): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		await allowIntegrations(writing);
		const token = await findToken(trx, id);
		if (!token) throw new NotFound("integration");
		if (token.ended_at !== null) return unchanged(undefined);
		await updateToken(trx, id, { ended_at: nowOf(ctx) });
		await record({
			type: "integration.ended",
			unit_id: null,
			object: { kind: "integration", id },
			data: { name: token.name },
		});
	});
}
