import { MEETING_KINDS } from "../../../../db/schema/report/meetings.ts";
import { REGION_ITEM_KINDS } from "../../../../db/schema/report/words.ts";
import { PLAN_STATUSES } from "../../../../db/schema/vocabulary.ts";
import type { Inbox } from "../read-inbox.ts";
import { paths } from "../../../paths/paths.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import type { Task } from "../columns.ts";
import { LATE } from "./own-tasks.ts";

function planTask(plan: Inbox["board"]["plans"][number]): Task {
	const draft = plan.status === "draft";
	return {
		href: paths.plan(plan.id),
		title: draft
			? `Bered planen för ${plan.year}, som är ett utkast`
			: `Registrera nämndens beslut om planen för ${plan.year}, som är i beredning`,
		meta: draft ? `${plan.board}. Sista dag för handlingar` : `${plan.board}. Nämndens sammanträde`,
		due_on: plan.due_on,
		state: plan.is_late ? LATE : { tone: "none", pattern: "ring", label: PLAN_STATUSES[plan.status] },
	};
}

/** What goes to the nämnd, with the last day for its papers. */
export function boardTasks({ plans, papers, reports }: Inbox["board"]): Task[] {
	return [
		...papers.map(
			(one): Task => ({
				href: paths.meeting(one.meeting_id),
				title: `Lämna handlingarna till ${MEETING_KINDS[one.kind].toLowerCase()} ${formatDate(one.held_on)}: ${one.title}`,
				meta: `${one.board}. Sista dag för handlingar`,
				due_on: one.due_on,
				state: one.is_late ? LATE : { tone: "info", label: "Att lämna" },
			}),
		),
		...reports.map(
			(one): Task => ({
				href: paths.meeting(one.meeting_id),
				title: `Anmäl ${one.title} till ett sammanträde`,
				meta: `${one.board}. Sista dag för handlingar`,
				due_on: one.due_on,
				state: { tone: "warn", label: "Utan sammanträde" },
			}),
		),
		...plans.map(planTask),
	];
}

/** What the region has sent to all boards and waits for this one's answer. */
export function regionTasks(asked: Inbox["region"]): Task[] {
	return asked.map((one) => ({
		href: paths.regionAnswer(one.id, one.board_id),
		title: `Svara regionen: ${one.title}`,
		meta: `${one.board}, ${REGION_ITEM_KINDS[one.kind].toLowerCase()} till alla nämnder`,
		due_on: one.due_on,
		state: { tone: "warn", label: "Att svara" },
	}));
}
