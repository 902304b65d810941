import { findOpenCorrection } from "../../../db/queries/report/closing.ts";
import { updateAssessment } from "../../../db/writes/report/assessments.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { named, requireAssessment } from "./require-assessment.ts";
import type { Step } from "./schema.ts";

/** Under a correction of its report, an approved assessment goes back to those who prepare it; it is approved and decided anew. */
export function reopenAssessment(ctx: Context, id: string, { version }: Step): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const assessment = await requireAssessment(trx, id);
		await allow("assessment.prepare", assessment.unit_id);
		const correction = assessment.period_id && (await findOpenCorrection(trx, assessment.period_id));
		if (!correction) throw new Invalid({ "": "Rapporten är inte öppen för rättelse." });
		if (assessment.state === "draft") throw new Invalid({ "": "Bedömningen är redan öppen." });
		const values = {
			state: "draft" as const,
			approved_by: null,
			approved_at: null,
			decided_on: null,
			decision_paragraph: null,
			registry_no: null,
		};
		await requireFresh(trx, await updateAssessment(trx, id, version, values), "assessment", id);
		await record({
			type: "assessment.reopened",
			unit_id: assessment.unit_id,
			object: { kind: "assessment", id },
			data: named(assessment),
		});
	});
}
