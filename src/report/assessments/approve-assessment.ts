import { type AssessmentHead, type AssessmentPart, listParts } from "../../../db/queries/report/assessments.ts";
import { updateAssessment } from "../../../db/writes/report/assessments.ts";
import type { Db } from "../../../db/open.ts";
import { accountsBehind, handsById } from "../../ground/access/accounts-behind.ts";
import { dutyConflict } from "../../ground/access/duties.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { earlyReason, lastDayOf, named, requireAssessment, requireOpen, requireState } from "./require-assessment.ts";
import type { ApproveAssessment } from "./schema.ts";

/** Everybody who has had a hand in an assessment. */
export function preparersOf(
	assessment: Pick<AssessmentHead, "prepared_by">,
	parts: readonly Pick<AssessmentPart, "written_by">[],
): string[] {
	return [...new Set([assessment.prepared_by, ...parts.map((part) => part.written_by)])].filter((id) => id !== null);
}

/**
 * Returns the sentence that refuses this person the approval, because they or the person they stand in for prepared the
 * assessment; or null.
 */
export async function approvalConflict(
	db: Db,
	preparers: readonly string[],
	personId: string | null,
	absentId: string | null,
): Promise<string | null> {
	return dutyConflict(["approve"], handsById(await accountsBehind(db, personId, absentId), "preparer", preparers));
}

/** Approves an assessment that somebody else has prepared. After that its words cannot be changed. */
export function approveAssessment(
	ctx: Context,
	id: string,
	{ version, early_reason }: ApproveAssessment,
): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const assessment = await requireAssessment(trx, id);
		const role = await allow("assessment.approve", assessment.unit_id);
		await requireOpen(trx, assessment);
		requireState(assessment, "submitted");
		const parts = await listParts(trx, id);
		const about = { unit_id: assessment.unit_id, object: { kind: "assessment", id } };
		const preparers = preparersOf(assessment, parts);
		const reason = await approvalConflict(trx, preparers, ctx.actor.id, role.substitute_for?.id ?? null);
		if (reason) {
			const data = { act: `godkänna ISK-bedömningen för ${named(assessment).unit}`, reason };
			throw new NotAllowed(reason, { attempt: { type: "duty.refused", ...about, data } });
		}
		const today = stockholmDate(nowOf(ctx));
		const early = earlyReason(today, await lastDayOf(trx, assessment), early_reason);
		const values = {
			state: "approved" as const,
			early_reason: early,
			approved_by: ctx.actor.id,
			approved_at: nowOf(ctx),
		};
		await requireFresh(trx, await updateAssessment(trx, id, version, values), "assessment", id);
		const { grade } = parts.find((part) => part.requirement === "total")!;
		await record({
			type: "assessment.approved",
			...about,
			data: { ...named(assessment), grade, ...(early && { early_reason: early }) },
		});
	});
}
