import { isUniqueViolation } from "../../../db/errors.ts";
import { nextDisagreementNumber } from "../../../db/queries/register/scoring.ts";
import { insertDisagreement } from "../../../db/writes/register/scoring.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireAgreed, requireEditableRisk } from "../risks/edit-risk.ts";
import { scaleFaults } from "../risks/score-rules.ts";
import type { StateDisagreement } from "./schema.ts";

/** Keeps two assessments that a meeting could not bring together. The risk's own score stands as it was until one is settled. */
export async function stateDisagreement(ctx: Context, riskId: string, input: StateDisagreement): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			const risk = await requireEditableRisk(writing, riskId);
			await requireAgreed(writing.trx, riskId, input.kind);
			const faults = scaleFaults(risk.scale, input);
			if (faults) throw new Invalid(faults);
			const { kind, ...held } = input;
			const number = await nextDisagreementNumber(writing.trx, riskId);
			await insertDisagreement(writing.trx, {
				...{ id: newId(ctx.clock()), risk_id: riskId, number, score_kind: kind, ...held },
				...{ stated_at: nowOf(ctx), stated_by: ctx.actor.id!, settled_at: null, settled_by: null },
				...{ settled_likelihood: null, settled_impact: null, settled_reason: "" },
			});
			await writing.record({
				type: "risk.disagreement_stated",
				unit_id: risk.unit_id,
				object: { kind: "risk", id: riskId },
				data: { title: risk.title, kind, number, digest: sha256(canonicalJson(held)) },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan har just sparat en oenighet om risken." });
		throw error;
	}
}
