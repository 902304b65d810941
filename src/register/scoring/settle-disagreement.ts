import { findOpenDisagreement } from "../../../db/queries/register/scoring.ts";
import { settleOnce } from "../../../db/writes/register/scoring.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { write } from "../../ground/write/write.ts";
import { requireEditableRisk } from "../risks/edit-risk.ts";
import type { SettleDisagreement } from "./schema.ts";
import { setScore } from "./score-risk.ts";

/** One score out of two, with why. What each of them said stays. */
export function settleDisagreement(ctx: Context, riskId: string, input: SettleDisagreement): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const risk = await requireEditableRisk(writing, riskId);
		const { kind, likelihood, impact, reason } = input;
		const open = await findOpenDisagreement(trx, riskId, kind);
		const settled = { settled_likelihood: likelihood, settled_impact: impact, settled_reason: reason };
		const by = { settled_at: nowOf(ctx), settled_by: ctx.actor.id };
		if (!open || !(await settleOnce(trx, open.id, { ...settled, ...by })))
			throw new NotAllowed("Oenigheten är redan avgjord.");
		await setScore(writing, risk, input);
		await record({
			type: "risk.disagreement_settled",
			unit_id: risk.unit_id,
			object: { kind: "risk", id: riskId },
			data: { title: risk.title, kind, number: open.number, likelihood, impact, reason },
		});
	});
}
