import { updateAssessment } from "../../../db/writes/report/assessments.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { earlyReason, lastDayOf, named, requireAssessment, requireState } from "./require-assessment.ts";
import type { DecideAssessment } from "./schema.ts";
import { DECIDING_LEVELS } from "../../../db/schema/report/words.ts";

/** Registers what the nämnd (or regionstyrelsen) decided: also after the report was closed, since the meeting comes later. */
export function decideAssessment(ctx: Context, id: string, input: DecideAssessment): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const assessment = await requireAssessment(trx, id);
		await allow("assessment.decide", assessment.unit_id);
		if (!DECIDING_LEVELS.includes(assessment.level)) {
			throw new Invalid({ "": "Beslut registreras för nämndens och regionstyrelsens bedömning." });
		}
		requireState(assessment, "approved");
		if (input.decided_on > stockholmDate(nowOf(ctx))) {
			throw new Invalid({ decided_on: "Beslutet kan inte ligga i framtiden." });
		}
		const { version, decided_on, paragraph, registry_no } = input;
		const early = earlyReason(decided_on, await lastDayOf(trx, assessment), input.early_reason);
		const early_reason = [assessment.early_reason, early].filter((reason) => reason !== "").join("\n");
		const values = { state: "decided" as const, early_reason, decided_on, decision_paragraph: paragraph, registry_no };
		await requireFresh(trx, await updateAssessment(trx, id, version, values), "assessment", id);
		await record({
			type: "assessment.decided",
			unit_id: assessment.unit_id,
			object: { kind: "assessment", id },
			data: { ...named(assessment), decided_on, paragraph, registry_no, ...(early && { early_reason: early }) },
		});
	});
}
