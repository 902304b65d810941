import type { Db } from "../../../db/open.ts";
import { listUndecidedPlans } from "../../../db/queries/office/inbox.ts";
import { listMatters, type Matter } from "../../../db/queries/report/meetings.ts";
import { isPapersLate } from "../../../db/schema/report/meetings.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { readUnplaced, type UnplacedMatter } from "../../report/meetings/read-unplaced.ts";
import { dated } from "./days-left.ts";

/**
 * What goes to the nämnd: plans that nobody has decided, and by the day when the papers are due, the horizon included, papers to hand
 * in and reports that go to no meeting yet.
 */
export async function readBoardMatters(db: Db, actor: Actor, { today, horizon }: { today: string; horizon: string }) {
	const edits = maySomewhere(actor, "meeting.edit");
	const reach = reachOf(actor, "meeting.edit");
	const papers = edits ? await listMatters(db, { open: true, reach }) : [];
	const reports = edits ? (await readUnplaced(db, reach, today)).filter(({ kind }) => kind === "period") : [];
	return {
		plans: maySomewhere(actor, "plan.decide") ? await undecidedPlans(db, actor, today) : [],
		papers: papers
			.filter((one) => one.papers_due_on <= horizon)
			.map((one) => ({ ...dated({ ...one, due_on: one.papers_due_on }, today), is_late: isPapersLate(one, today) })),
		reports: reports
			.flatMap(({ id, title, board, suggested }) =>
				suggested ? [{ id, title, board, meeting_id: suggested.id, due_on: suggested.papers_due_on }] : [],
			)
			.filter(({ due_on }) => due_on <= horizon)
			.map((one) => dated(one, today)),
	};
}

/** A draft is due with its papers, a plan in beredning when the nämnd meets; without a calendar neither has a day. */
async function undecidedPlans(db: Db, actor: Actor, today: string) {
	const reach = reachOf(actor, "plan.decide");
	const plans = await listUndecidedPlans(db, reach);
	if (plans.length === 0) return [];
	const matters = await listMatters(db, { reach });
	const unplaced = await readUnplaced(db, reach, today);
	return plans.map((plan) => {
		const due_on = plan.status === "draft" ? papersDay(unplaced, plan.id) : meetingDay(matters, plan.id);
		return { ...dated({ ...plan, due_on }, today), is_late: due_on !== null && due_on < today };
	});
}

function papersDay(unplaced: readonly UnplacedMatter[], planId: string): string | null {
	return unplaced.find(({ id }) => id === planId)?.suggested?.papers_due_on ?? null;
}

function meetingDay(matters: readonly Matter[], planId: string): string | null {
	return matters.find((one) => one.subject_id === planId && one.kind === "board")?.held_on ?? null;
}
