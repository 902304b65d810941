import type { Db } from "../../../db/open.ts";
import { findRun } from "../../../db/queries/checks/runs.ts";
import type { OutboxNotice } from "../../../db/queries/office/notices.ts";
import { isRunOverdue } from "../../../db/schema/checks/runs-state.ts";
import type { DropReason, NoticeKind } from "../../../db/schema/office/notices.ts";
import { findMeasure } from "../../../db/queries/register/measures.ts";
import { isOverdue } from "../../../db/schema/register/measures.ts";
import { findSamReview } from "../../../db/queries/sam/reviews.ts";
import type { Duty } from "../inbox/read-duties.ts";

/** After so many days no news is told any more: whoever signs in has seen it. What still waits for the person is told however long they were away. */
const OLD_AFTER_MS = 14 * 86_400_000;

/** Told because something waits for the person; when it does not any more, there is nothing to tell. */
const OF_A_DUTY: readonly NoticeKind[] = [
	"opened",
	"coming",
	"due",
	"late",
	"returned",
	"to_review",
	"to_approve",
	"sam_form",
	"sam_vacant",
	"sam_invited",
	"evidence_asked",
];
const OF_A_DATE: readonly NoticeKind[] = ["coming", "due", "late"];

/** Why a notice is not to be told now, or null. A mail server that was away for a week must not make old news of what has been done. */
export async function staleReason(
	db: Db,
	notice: OutboxNotice,
	now: { duties: () => Promise<readonly Duty[]>; instant: string; today: string },
): Promise<DropReason | null> {
	if (notice.kind === "escalated") return (await isStillLate(db, notice, now.today)) ? null : "done";
	const isOfRun = notice.kind === "nudged" && notice.object_kind !== "period";
	if (!OF_A_DUTY.includes(notice.kind) && !isOfRun)
		return Date.parse(now.instant) - Date.parse(notice.created_at) > OLD_AFTER_MS ? "old" : null;
	const duties = (await now.duties()).filter(
		(one) => one.object_kind === notice.object_kind && one.object_id === notice.object_id,
	);
	if (duties.length === 0) return "done";
	// what the region asks two boards has a day for each
	return OF_A_DATE.includes(notice.kind) && !duties.some(({ due_on }) => due_on === notice.moment) ? "moved" : null;
}

async function isStillLate(db: Db, { object_kind, object_id, moment }: OutboxNotice, today: string): Promise<boolean> {
	if (object_kind === "control_run") {
		const run = await findRun(db, object_id);
		return run !== undefined && run.due_on === moment && isRunOverdue(run, today);
	}
	if (object_kind === "measure") {
		const measure = await findMeasure(db, object_id);
		return measure !== undefined && measure.due_on === moment && isOverdue(measure, today);
	}
	const review = await findSamReview(db, object_id);
	return review !== undefined && review.state === "open" && review.closes_on < today;
}
