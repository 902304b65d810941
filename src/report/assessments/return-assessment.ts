import { updateAssessment } from "../../../db/writes/report/assessments.ts";
import type { Context } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { named, requireAssessment, requireOpen, requireState } from "./require-assessment.ts";
import type { ReturnAssessment } from "./schema.ts";

/** Sends a submitted assessment back to those who prepare it, with the reason. */
export function returnAssessment(ctx: Context, id: string, { version, reason }: ReturnAssessment): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const assessment = await requireAssessment(trx, id);
		await allow("assessment.approve", assessment.unit_id);
		await requireOpen(trx, assessment);
		requireState(assessment, "submitted");
		const values = { state: "draft" as const, return_reason: reason };
		await requireFresh(trx, await updateAssessment(trx, id, version, values), "assessment", id);
		await record({
			type: "assessment.returned",
			unit_id: assessment.unit_id,
			object: { kind: "assessment", id },
			data: { ...named(assessment), reason },
		});
	});
}
