import type { Db } from "../../../db/open.ts";
import { listOpenRequests } from "../../../db/queries/checks/evidence-requests.ts";
import { listRisksToReview } from "../../../db/queries/office/inbox-reviews.ts";
import { listDueMeasures, listOwnDeviations, listOwnRecommendations } from "../../../db/queries/office/inbox.ts";
import type { NoticeObject } from "../../../db/schema/office/notices.ts";
import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { ASSESSMENT_LEVELS } from "../../../db/schema/report/words.ts";
import { ANSWERABLE_RUNS } from "../../../db/schema/vocabulary.ts";
import { type Actor, peopleOf, reachOf } from "../../ground/access/actor.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import { samTasks } from "../../sam/line-tasks.ts";
import { readBoardMatters } from "./read-board-matters.ts";
import { readDecisions } from "./read-decisions.ts";
import { type InboxRun, insteadOf, listInboxRuns, toReview } from "./read-inbox.ts";
import { readRegionMatters } from "./read-region-matters.ts";

/** The most of one kind that a person is reminded of; whoever has more has them all under Att göra. */
const MOST = 500;
/** How far ahead a measure, a meeting or an accepted risk is told of: a calendar is looked into months ahead. */
const AHEAD_DAYS = 400;

/** Something that waits for a person, as Att göra has it. */
export interface Duty {
	object_kind: NoticeObject;
	object_id: string;
	act:
		| "send"
		| "perform"
		| "review"
		| "handle"
		| "carry_out"
		| "answer"
		| "staff"
		| "take_part"
		| "approve"
		| "reconsider"
		| "hand_in"
		| "enter"
		| "prepare"
		| "register";
	/** What others may read: a mail and a calendar pass many hands. */
	title: string;
	unit_id: string | null;
	unit: string;
	due_on: string | null;
	/** Whose duty it is, when the person stands in for somebody. */
	instead_of: string | null;
}

/**
 * What waits for a person, for reminders and calendar. The same functions as under Att göra are asked, with the same rights and the same
 * substitutes, so that no reminder ever says something else than the page.
 */
export async function readDuties(db: Db, actor: Actor, today: string): Promise<Duty[]> {
	const people = peopleOf(actor);
	const perform = await listInboxRuns(db, actor, { performers: people, statuses: ANSWERABLE_RUNS }, today, MOST);
	const review = await listInboxRuns(db, actor, { reviewers: people, statuses: ["signed"] }, today, MOST);
	const deviations = await listOwnDeviations(db, people, reachOf(actor, "deviation.view"), MOST);
	const horizon = dateOfDay(dayNumber(today) + AHEAD_DAYS);
	const measures = await listDueMeasures(db, people, horizon, MOST);
	const risks = await listRisksToReview(db, toReview(actor, people, horizon), MOST);
	return [
		...perform.map((run) => runDuty(run, "perform", insteadOf(actor, run.performer_id))),
		...review.map((run) => runDuty(run, "review", insteadOf(actor, run.reviewer_id))),
		...deviations.map(({ id, number, unit_name, due_on, owner_id }) =>
			duty("deviation", id, "handle", {
				title: `Avvikelse ${number}`,
				unit: unit_name,
				due_on,
				instead_of: insteadOf(actor, owner_id),
			}),
		),
		...measures.map(({ id, title, due_on, owner_id }) =>
			duty("measure", id, "carry_out", { title, due_on, instead_of: insteadOf(actor, owner_id) }),
		),
		...risks.map(({ id, number, year, board, due_on }) =>
			duty("risk", id, "reconsider", { title: `Accepterad risk R${number} ${year}`, unit: board, due_on }),
		),
		...(await listOwnRecommendations(db, people, MOST)).map(({ id, number, due_on, owner_id }) =>
			duty("recommendation", id, "answer", {
				title: `Rekommendation ${number}`,
				due_on,
				instead_of: insteadOf(actor, owner_id),
			}),
		),
		...(await listOpenRequests(db, "asked_of", people, MOST)).map(({ id, unit_name, asked_of }) =>
			duty("evidence_request", id, "send", {
				title: "Underlag att skicka",
				unit: unit_name,
				instead_of: insteadOf(actor, asked_of),
			}),
		),
		...(await samDuties(db, actor, today)),
		...(await decisionDuties(db, actor, people, today)),
		...(await boardDuties(db, actor, { today, horizon })),
		...(await readRegionMatters(db, actor, today)).map(({ id, title, board, due_on }) =>
			duty("region_item", id, "answer", { title: `Regiongemensamt: ${title}`, unit: board, due_on }),
		),
	];
}

function runDuty(run: InboxRun, act: Duty["act"], instead_of: string | null): Duty {
	const title = `${run.control_title}, ${formatOccurrence(run.period_key)}`;
	// a reviewer has no day of their own: the run's was the performer's
	const due_on = act === "perform" ? run.due_on : null;
	return duty("control_run", run.id, act, { title, unit_id: run.unit_id, unit: run.unit_name, due_on, instead_of });
}

async function samDuties(db: Db, actor: Actor, today: string): Promise<Duty[]> {
	const { answer, vacant, reconcile, actions } = await samTasks(db, actor, today);
	return [
		...answer.map((one) =>
			duty("sam_review", one.id, "answer", {
				title: `SAM-uppföljning ${one.year}`,
				unit_id: one.unit_id,
				unit: one.unit_name,
				due_on: one.closes_on,
				instead_of: insteadOf(actor, one.manager_id),
			}),
		),
		...vacant.map((one) =>
			duty("sam_review", one.id, "staff", {
				title: `SAM-uppföljning ${one.year} utan chef som svarar`,
				unit_id: one.unit_id,
				unit: one.unit_name,
				due_on: one.closes_on,
			}),
		),
		...reconcile.map((one) =>
			duty("sam_review", one.id, "review", {
				title: `Avstämning av SAM-uppföljning ${one.year}`,
				unit_id: one.unit_id,
				unit: one.unit_name,
			}),
		),
		...actions.map((one) =>
			duty("sam_action", one.id, "carry_out", {
				title: `SAM-åtgärd från ${one.year}`,
				unit_id: one.unit_id,
				unit: one.unit_name,
				due_on: one.due_on,
			}),
		),
	];
}

async function decisionDuties(db: Db, actor: Actor, people: readonly string[], today: string): Promise<Duty[]> {
	const { to_take_part, to_approve } = await readDecisions(db, actor, people, today);
	return [
		...to_take_part.map((one) =>
			duty("sam_review", one.id, "take_part", {
				title: `SAM-uppföljning ${one.year}`,
				unit: one.unit_name,
				due_on: one.closes_on,
			}),
		),
		...to_approve.map((one) =>
			duty("assessment", one.id, "approve", {
				title: `ISK-bedömning, ${ASSESSMENT_LEVELS[one.level].toLowerCase()}, ${one.period ?? one.year}`,
				unit: one.unit,
			}),
		),
	];
}

/** What goes to the nämnd. All papers of a meeting are one duty: they have the same last day, and go in the same envelope. */
async function boardDuties(db: Db, actor: Actor, at: { today: string; horizon: string }): Promise<Duty[]> {
	const { papers, reports, plans } = await readBoardMatters(db, actor, at);
	const meetings = new Map(papers.map((one) => [one.meeting_id, one]));
	return [
		...[...meetings.values()].map(({ meeting_id, kind, held_on, board, due_on }) =>
			duty("meeting", meeting_id, "hand_in", {
				title: `Handlingar till ${MEETING_KINDS[kind].toLowerCase()} ${formatDate(held_on)}`,
				unit: board,
				due_on,
			}),
		),
		...reports.map(({ id, title, board, due_on }) => duty("period", id, "enter", { title, unit: board, due_on })),
		...plans.map(({ id, year, status, board, due_on }) =>
			duty("plan", id, status === "draft" ? "prepare" : "register", {
				title: `Internkontrollplan ${year}`,
				unit: board,
				due_on,
			}),
		),
	];
}

function duty(
	object_kind: NoticeObject,
	object_id: string,
	act: Duty["act"],
	told: Pick<Duty, "title"> & Partial<Duty>,
): Duty {
	return { unit_id: null, unit: "", due_on: null, instead_of: null, ...told, object_kind, object_id, act };
}
