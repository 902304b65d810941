import type { Db } from "../../../db/open.ts";
import { listOpenRequests } from "../../../db/queries/checks/evidence-requests.ts";
import { listNewsForFinder } from "../../../db/queries/checks/deviations-news.ts";
import {
	listDueMeasures,
	listLateUnits,
	listOwnDeviations,
	listOwnRecommendations,
	listUnownedDeviations,
	listUnstaffed,
	listWaitingDraws,
} from "../../../db/queries/office/inbox.ts";
import { listRisksToReview } from "../../../db/queries/office/inbox-reviews.ts";
import { listRuns, type RunFilter, type RunRow } from "../../../db/queries/checks/runs.ts";
import { NOWHERE } from "../../../db/queries/people/units.ts";
import { countWithoutOwner } from "../../../db/queries/people/ownership.ts";
import { type RunState, runState } from "../../../db/schema/checks/runs-state.ts";
import { type Actor, maySomewhere, peopleOf, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { openReminders } from "../../report/readiness/open-reminders.ts";
import { together } from "../../ground/together.ts";
import { samTasks } from "../../sam/line-tasks.ts";
import type { Context } from "../../ground/write/context.ts";
import { ANSWERABLE_RUNS } from "../../../db/schema/vocabulary.ts";
import { isDeviationLate } from "../../../db/schema/checks/deviations.ts";
import { isOverdue } from "../../../db/schema/register/measures.ts";
import { ANSWER_DAYS, isRecommendationLate } from "../../../db/schema/report/recommendations.ts";
import { isReviewLate } from "../../../db/schema/sam/words.ts";
import { dated, daysUntil } from "./days-left.ts";
import { readBoardMatters } from "./read-board-matters.ts";
import { readIdentity } from "./read-identity.ts";
import { readDecisions } from "./read-decisions.ts";
import { listOpenQuestions } from "../../../db/queries/ground/messages.ts";
import { listUnanswered } from "../../../db/queries/report/recommendations-links.ts";
import { readProposals } from "./read-proposals.ts";
import { readRegionMatters } from "./read-region-matters.ts";

/** No list of one kind is longer than this; whoever has more finds the rest in the lists themselves. */
const SHOWN = 100;
const NEWS_DAYS = 30;
/** A measure, an accepted risk to try again, or papers for a meeting are on the list when they are due within this many days. */
const MEASURE_DAYS = 30;

export type InboxRun = RunRow & { state: RunState; days_left: number };
export type Inbox = Awaited<ReturnType<typeof readInbox>>;

/** Everything that waits for the signed-in person, their own tasks first; a stand-in sees the absent person's too. */
export async function readInbox(ctx: Pick<Context, "db" | "actor" | "clock">, today: string) {
	const { db, actor } = ctx;
	const people = peopleOf(actor);
	const after = (days: number) => dateOfDay(dayNumber(today) + days);
	const runs = (filter: Omit<RunFilter, "reach">) => listInboxRuns(db, actor, filter, today);
	const reviews = toReview(actor, people, after(MEASURE_DAYS + 1));
	const own = { people, controls: maySomewhere(actor, "risk.edit") ? reachOf(actor, "risk.edit") : NOWHERE };
	return together({
		to_perform: runs({ performers: people, statuses: ANSWERABLE_RUNS }),
		to_review: runs({ reviewers: people, statuses: ["signed"] }),
		in_review: runs({ performers: people, statuses: ["signed"] }),
		whose: whoseOf(actor),
		deviations: stamped(listOwnDeviations(db, people, reachOf(actor, "deviation.view"), SHOWN), today, (one) =>
			isDeviationLate(one, today),
		),
		measures: stamped(listDueMeasures(db, people, after(MEASURE_DAYS), SHOWN), today, (one) => isOverdue(one, today)),
		reviews: stamped(listRisksToReview(db, reviews, SHOWN), today, (one) => one.due_on < today),
		recommendations: stamped(listOwnRecommendations(db, people, SHOWN), today, (one) =>
			isRecommendationLate(one, today),
		),
		unanswered: forRole(actor, "recommendation.edit", (reach) =>
			listUnanswered(db, { reach, today, since: after(-ANSWER_DAYS) }),
		),
		identity: readIdentity(ctx, after(-NEWS_DAYS)),
		sam: samTasks(db, actor, today).then((tasks) => samInbox(tasks, today)),
		decisions: readDecisions(db, actor, people, today),
		reminders: actor.id ? openReminders(db, actor.id, today) : [],
		news: actor.id ? listNewsForFinder(db, actor.id, `${after(-NEWS_DAYS)}T00:00:00.000Z`).then(newest) : [],
		unowned: forRole(actor, "deviation.handle", (reach) => listUnownedDeviations(db, reach, SHOWN)),
		board: readBoardMatters(db, actor, { today, horizon: after(MEASURE_DAYS) }),
		region: readRegionMatters(db, actor, today),
		questions: listOpenQuestions(db, own, SHOWN),
		evidence_asked: listOpenRequests(db, "asked_of", people, SHOWN),
		evidence_awaited: actor.id ? listOpenRequests(db, "asked_by", [actor.id], SHOWN) : [],
		proposals: readProposals(db, actor, `${after(-NEWS_DAYS)}T00:00:00.000Z`),
		waiting_draws: forRole(actor, "draw.run", (reach) => listWaitingDraws(db, reach, today, SHOWN)),
		unstaffed: forRole(actor, "control.edit", (reach) => listUnstaffed(db, reach, today)),
		without_owner: maySomewhere(actor, "control.edit") ? countWithoutOwner(db, reachOf(actor, "control.edit")) : 0,
		late_units: forRole(actor, "draw.run", (reach) => listLateUnits(db, reach, today)),
	});
}

/** With the days that are left, and whether it is late. */
async function stamped<Row extends Parameters<typeof dated>[0]>(
	rows: Promise<Row[]>,
	today: string,
	isLate: (row: Row) => boolean,
) {
	return (await rows).map((one) => ({ ...dated(one, today), is_late: isLate(one) }));
}

/** One's own, and those that somebody who may edit risks answers for. */
export function toReview(actor: Actor, people: readonly string[], before: string) {
	const reach = maySomewhere(actor, "risk.edit") ? reachOf(actor, "risk.edit") : NOWHERE;
	return { people, reach, before };
}

function samInbox(tasks: Awaited<ReturnType<typeof samTasks>>, today: string) {
	const waiting = (reviews: typeof tasks.answer) =>
		reviews.map((one) => ({
			...one,
			days_left: daysUntil(one.closes_on, today),
			is_late: isReviewLate(one, today),
			is_reminded: one.remind_on <= today,
		}));
	return {
		answer: waiting(tasks.answer),
		vacant: waiting(tasks.vacant),
		reconcile: waiting(tasks.reconcile),
		actions: tasks.actions.map((one) => ({ ...dated(one, today), is_late: isOverdue(one, today) })),
	};
}

/** One line per deviation: its newest step. */
function newest<Row extends { id: string }>(news: readonly Row[]): Row[] {
	return news.filter((one, index) => news.findIndex(({ id }) => id === one.id) === index);
}

/** Whose a matter is, when a substitute looks; null for one's own, and for what nobody has. */
export function insteadOf(actor: Actor, personId: string | null): string | null {
	if (personId === null || personId === actor.id) return null;
	return actor.roles.find((held) => held.substitute_for?.id === personId)?.substitute_for?.name ?? null;
}

/** ", för Maria Ek" */
function whoseOf(actor: Actor): (personId: string | null) => string {
	return (personId) => {
		const name = insteadOf(actor, personId);
		return name === null ? "" : `, för ${name}`;
	};
}

function forRole<Row>(
	actor: Actor,
	action: Action,
	list: (reach: ReturnType<typeof reachOf>) => Promise<Row[]>,
): Promise<Row[]> {
	return maySomewhere(actor, action) ? list(reachOf(actor, action)) : Promise.resolve([]);
}

export async function listInboxRuns(
	db: Db,
	actor: Actor,
	filter: Omit<RunFilter, "reach">,
	today: string,
	limit = SHOWN,
): Promise<InboxRun[]> {
	const page = { limit, offset: 0 };
	const rows = await listRuns(db, { ...filter, reach: reachOf(actor, "run.view"), order: "due", page });
	return rows.map((run) => ({ ...run, state: runState(run, today), days_left: daysUntil(run.due_on, today) }));
}
