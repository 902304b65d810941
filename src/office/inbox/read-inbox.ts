import type { Db } from "../../../db/open.ts";
import { listNewsForFinder } from "../../../db/queries/checks/deviations.ts";
import {
	listDraftPlans,
	listDueMeasures,
	listLateUnits,
	listOwnDeviations,
	listOwnRecommendations,
	listUnownedDeviations,
	listUnstaffed,
	listWaitingDraws,
} from "../../../db/queries/office/inbox.ts";
import { listRuns, type RunFilter, type RunRow } from "../../../db/queries/checks/runs.ts";
import { listPeriods } from "../../../db/queries/report/periods.ts";
import { countWithoutOwner } from "../../../db/queries/people/ownership.ts";
import { type RunState, runState } from "../../../db/schema/checks/runs-state.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import type { Action } from "../../ground/access/permissions.ts";
import { dateOfDay, dayNumber } from "../../ground/calendar/civil-date.ts";
import { openReminders } from "../../report/readiness/open-reminders.ts";
import { samTasks } from "../../sam/line-tasks.ts";
import type { Context } from "../../ground/write/context.ts";

const SHOWN = 20;
const NEWS_DAYS = 30;
/** A measure is on the list when it is due within this many days. */
const MEASURE_DAYS = 30;

export type InboxRun = RunRow & { state: RunState };
export type Inbox = Awaited<ReturnType<typeof readInbox>>;

/** Everything that waits for the signed-in person, their own tasks first; a stand-in sees the absent person's too. */
export async function readInbox(ctx: Pick<Context, "db" | "actor" | "clock">, today: string) {
	const { db, actor } = ctx;
	const people = peopleOf(actor);
	const after = (days: number) => dateOfDay(dayNumber(today) + days);
	const runs = (filter: Omit<RunFilter, "reach">) => listInboxRuns(db, actor, filter, today);
	return {
		to_perform: await runs({ performers: people, statuses: ["drawn", "returned"] }),
		to_review: await runs({ reviewers: people, statuses: ["signed"] }),
		deviations: await listOwnDeviations(db, people, reachOf(actor, "deviation.view"), SHOWN),
		measures: await listDueMeasures(db, people, after(MEASURE_DAYS), SHOWN),
		recommendations: await listOwnRecommendations(db, people, SHOWN),
		sam: await samTasks(db, actor, today),
		reminders: actor.id ? await openReminders(db, actor.id, today) : [],
		news: actor.id ? await listNewsForFinder(db, actor.id, `${after(-NEWS_DAYS)}T00:00:00.000Z`) : [],
		unowned: await forRole(actor, "deviation.handle", (reach) => listUnownedDeviations(db, reach, SHOWN)),
		draft_plans: await forRole(actor, "plan.decide", (reach) => listDraftPlans(db, reach)),
		waiting_draws: await forRole(actor, "draw.run", (reach) => listWaitingDraws(db, reach, today, SHOWN)),
		unstaffed: await forRole(actor, "control.edit", (reach) => listUnstaffed(db, reach, today)),
		without_owner: maySomewhere(actor, "control.edit")
			? await countWithoutOwner(db, reachOf(actor, "control.edit"))
			: 0,
		next: await nextTask(db, actor, people, today),
		late_units: await forRole(actor, "draw.run", (reach) => listLateUnits(db, reach, today)),
	};
}

/** What comes when nothing waits: the person's next planned run, to perform or to review, and the next report for whoever reads it. */
async function nextTask(db: Db, actor: Actor, people: string[], today: string) {
	const first = { limit: 1, offset: 0 };
	const planned = {
		reach: reachOf(actor, "run.view"),
		statuses: ["planned" as const],
		order: "due" as const,
		page: first,
	};
	const [perform] = await listRuns(db, { ...planned, performers: people });
	const [review] = await listRuns(db, { ...planned, statuses: ["planned", "drawn"], reviewers: people });
	const reports = await forRole(actor, "report.view", (reach) => listPeriods(db, reach));
	const report = reports.filter((period) => period.deadline >= today).at(-1) ?? null;
	return { perform: perform ?? null, review: review ?? null, report };
}

function peopleOf(actor: Actor): string[] {
	const absent = actor.roles.flatMap((held) => (held.substitute_for ? [held.substitute_for.id] : []));
	return [...new Set([...(actor.id ? [actor.id] : []), ...absent])];
}

function forRole<Row>(
	actor: Actor,
	action: Action,
	list: (reach: ReturnType<typeof reachOf>) => Promise<Row[]>,
): Promise<Row[]> {
	return maySomewhere(actor, action) ? list(reachOf(actor, action)) : Promise.resolve([]);
}

async function listInboxRuns(
	db: Db,
	actor: Actor,
	filter: Omit<RunFilter, "reach">,
	today: string,
): Promise<InboxRun[]> {
	const page = { limit: SHOWN, offset: 0 };
	const rows = await listRuns(db, { ...filter, reach: reachOf(actor, "run.view"), order: "due", page });
	return rows.map((run) => ({ ...run, state: runState(run, today) }));
}
