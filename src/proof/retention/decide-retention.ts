import { isUniqueViolation } from "../../../db/errors.ts";
import { insertRetentionRule } from "../../../db/writes/proof/retention.ts";
import { requireSomewhere } from "../../ground/access/require-may.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { DecideRetention } from "./schema.ts";

/** Records a decision on how long a class of files is kept. Earlier decisions stay. */
export async function decideRetention(ctx: Context, input: DecideRetention): Promise<void> {
	const unit_id = requireSomewhere(ctx.actor, "disposal.decide").unit_id;
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			await allow("disposal.decide", unit_id);
			const id = newId(ctx.clock());
			await insertRetentionRule(trx, { id, ...input, recorded_at: nowOf(ctx), recorded_by: ctx.actor.id! });
			await record({
				type: "retention.decided",
				unit_id: null,
				object: { kind: "retention", id: input.kind },
				data: input,
			});
		});
	} catch (error) {
		if (!isUniqueViolation(error)) throw error;
		throw new Invalid({ valid_from: "Det finns redan ett beslut som gäller från den dagen. Välj en annan dag." });
	}
}
