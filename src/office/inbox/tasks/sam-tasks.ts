import { MEASURE_STATUSES } from "../../../../db/schema/vocabulary.ts";
import type { Inbox } from "../read-inbox.ts";
import { paths } from "../../../paths/paths.ts";
import type { Task } from "../columns.ts";

type SamInbox = Inbox["sam"];

function review(one: SamInbox["answer"][number], verb: string, meta: string): Task {
	return {
		href: paths.samReview(one.id),
		title: `${verb} ${one.year} för ${one.unit_name}`,
		meta,
		due_on: one.closes_on,
		state: one.is_late
			? { tone: "bad", pattern: "clock", label: "Sen" }
			: { tone: one.is_reminded ? "warn" : "info", label: one.is_reminded ? "Påminnelse" : "Att göra" },
	};
}

/** The yearly follow-up: to answer, to answer meanwhile, to reconcile. */
export function samReviewTasks({ answer, vacant, reconcile }: SamInbox): Task[] {
	return [
		...answer.map((one) => review(one, "Besvara SAM-uppföljningen", "Ungefär tio minuter")),
		...vacant.map((one) => review(one, "Besvara SAM-uppföljningen", "Enheten saknar chef: du är närmast överordnad")),
		...reconcile.map((one) => review(one, "Stäm av SAM-uppföljningen", one.manager_name)),
	];
}

/** Åtgärder from the follow-up stand among the person's other åtgärder. */
export function samActionTasks({ actions }: SamInbox): Task[] {
	return actions.map((action) => ({
		href: paths.samAction(action.id),
		title: `Rapportera läget för SAM-åtgärden ${action.what}`,
		meta: `${action.unit_name}, ${action.who}`,
		due_on: action.due_on,
		state: action.is_late
			? { tone: "bad", pattern: "clock", label: MEASURE_STATUSES.late }
			: { tone: "info", label: MEASURE_STATUSES[action.status] },
	}));
}
