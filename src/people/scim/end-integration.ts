import { findToken } from "../../../db/queries/people/scim.ts";
import { updateToken } from "../../../db/writes/people/scim.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotFound } from "../../ground/errors.ts";
import { write } from "../../ground/write/write.ts";
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
