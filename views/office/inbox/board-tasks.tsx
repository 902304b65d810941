import { MEETING_KINDS } from "../../../db/schema/report/meetings.ts";
import { REGION_ITEM_KINDS } from "../../../db/schema/report/words.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import type { Inbox } from "../../../src/office/inbox/read-inbox.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { dateText } from "../../ui/format.ts";
import type { Task } from "../../ui/task-list.tsx";
import { dueText } from "./due-text.ts";

const LATE = <StateBadge tone="bad" pattern="clock" label="Sen" />;

function planTask(plan: Inbox["board"]["plans"][number]): Task {
	const draft = plan.status === "draft";
	return {
		href: paths.plan(plan.id),
		title: draft
			? `Planen för ${plan.year} är ett utkast och behöver beredning och beslut`
			: `Planen för ${plan.year} är i beredning och behöver nämndens beslut`,
		meta: draft ? `${plan.board}. Sista dag för handlingar` : `${plan.board}. Nämndens sammanträde`,
		due: dueText(plan.due_on, plan.days_left),
		state: plan.is_late ? LATE : <StateBadge tone="none" pattern="ring" label={PLAN_STATUSES[plan.status]} />,
	};
}

/** What goes to the nämnd, with the last day for its papers. */
export function boardTasks({ plans, papers, reports }: Inbox["board"]): Task[] {
	return [
		...papers.map((one) => ({
			href: paths.meeting(one.meeting_id),
			title: `Lämna handlingarna till ${MEETING_KINDS[one.kind].toLowerCase()} ${dateText(one.held_on)}: ${one.title}`,
			meta: `${one.board}. Sista dag för handlingar`,
			due: dueText(one.due_on, one.days_left),
			state: one.is_late ? LATE : <StateBadge tone="info" label="Att lämna" />,
		})),
		...reports.map((one) => ({
			href: paths.meeting(one.meeting_id),
			title: `Anmäl ${one.title} till ett sammanträde`,
			meta: `${one.board}. Sista dag för handlingar`,
			due: dueText(one.due_on, one.days_left),
			state: <StateBadge tone="warn" label="Utan sammanträde" />,
		})),
		...plans.map(planTask),
	];
}

/** What the region has sent to all boards and waits for this one's answer. */
export function regionTasks(asked: Inbox["region"]): Task[] {
	return asked.map((one) => ({
		href: paths.regionAnswer(one.id, one.board_id),
		title: `Svara regionen: ${one.title}`,
		meta: `${one.board}, ${REGION_ITEM_KINDS[one.kind].toLowerCase()} till alla nämnder`,
		due: dueText(one.due_on, one.days_left),
		state: <StateBadge tone="warn" label="Att svara" />,
	}));
}
