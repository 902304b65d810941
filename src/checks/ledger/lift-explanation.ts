import { showHidden, updateHit } from "../../../db/writes/checks/ledger.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireHit } from "./require-hit.ts";
import type { LiftExplanation } from "./schema.ts";

/** Lifts an explanation: the hit, and the hits it hid, wait to be judged again. */
export function liftExplanation(ctx: Context, hitId: string, input: LiftExplanation): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const hit = await requireHit(trx, hitId);
		await allow("hit.judge", hit.unit_id);
		if (hit.status !== "explained" || hit.judged_by === null)
			throw new Invalid({ "": "Träffen är inte förklarad av någon, så det finns ingen förklaring att lyfta." });
		await requireFresh(trx, hit.card_version === input.version, "ledger_hit", hit.id);
		await updateHit(trx, hit.id, hit.version, { status: "open" });
		await showHidden(trx, [hit.id]);
		await record({
			type: "hit.explanation_lifted",
			unit_id: hit.unit_id,
			object: { kind: "ledger_hit", id: hit.id },
			data: { rule: hit.rule, title: hit.title },
		});
	});
}
