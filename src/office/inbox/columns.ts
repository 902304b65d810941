import type { RUN_STATES, RunState } from "../../../db/schema/checks/runs-state.ts";
import type { Column } from "../../ground/tables/column.ts";
import { daysUntil } from "./days-left.ts";

/** One thing that somebody has to do, or waits for: the same on the page, in its files and wherever it is told of. */
export interface Task {
	href: string;
	/** A verb and what it is done to. */
	title: string;
	/** Unit, plan, who did the step before. */
	meta?: string | undefined;
	/** The last day; left out where the matter has none. */
	due_on?: string | null | undefined;
	/** Said where a day would stand: "Signerad 3 november 2026". */
	note?: string | undefined;
	state: TaskState;
}

export interface TaskState {
	label: string;
	tone: "ok" | "info" | "warn" | "bad" | "none";
	pattern?: (typeof RUN_STATES)[RunState]["pattern"] | undefined;
}

/** When a task is to be done; others' tasks and what has been done are told apart from one's own. */
export const WHEN = {
	now: "Nu",
	week: "Inom en vecka",
	later: "Senare",
	others: "Väntar på andra",
	told: "Återkoppling",
} as const;
export type When = keyof typeof WHEN;

/** What is the person's own to do: these are counted in the window's title. */
export const OWN: readonly When[] = ["now", "week", "later"];

/** How many are the person's own to do. */
export function countOwn(tasks: readonly Pick<DatedTask, "when">[]): number {
	return tasks.filter(({ when }) => OWN.includes(when)).length;
}

export interface DatedTask extends Task {
	/** What it is about: "Kontroller att utföra". */
	about: string;
	when: When;
	days_left: number | null;
}

const WEEK = 7;

/** When one's own task is to be done. What has no day waits now, since somebody waits for it. */
export function whenOf(days_left: number | null): When {
	if (days_left === null || days_left <= 0) return "now";
	return days_left <= WEEK ? "week" : "later";
}

/** A group of tasks with the days that are left until each, seen from `today`. */
export function datedTasks(
	{ about, tasks, when }: { about: string; tasks: readonly Task[]; when?: "others" | "told" | undefined },
	today: string,
): DatedTask[] {
	return tasks.map((task) => {
		const days_left = task.due_on ? daysUntil(task.due_on, today) : null;
		return { ...task, about, days_left, when: when ?? whenOf(days_left) };
	});
}

/** As they are shown: by when, the most late first; those without a day stand last among the same. */
export function inOrder(tasks: readonly DatedTask[]): DatedTask[] {
	const places = Object.keys(WHEN);
	const left = ({ days_left }: DatedTask) => days_left ?? Number.MAX_SAFE_INTEGER;
	return [...tasks].sort((a, b) => places.indexOf(a.when) - places.indexOf(b.when) || left(a) - left(b));
}

export const taskColumns: readonly Column<DatedTask>[] = [
	{ key: "when", label: "När", type: "text", width: 18, words: WHEN, value: ({ when }) => WHEN[when] },
	{ key: "about", label: "Gäller", type: "text", width: 24, value: ({ about }) => about },
	{ key: "title", label: "Att göra", type: "text", width: 70, value: ({ title }) => title },
	{ key: "meta", label: "Var och av vem", type: "text", width: 48, value: ({ meta }) => meta ?? "" },
	{ key: "due_on", label: "Senast", type: "date", width: 12, value: ({ due_on }) => due_on ?? null },
	{ key: "days_left", label: "Dagar kvar", type: "count", width: 11, value: ({ days_left }) => days_left },
	{ key: "state", label: "Status", type: "text", width: 18, value: ({ state }) => state.label },
	{ key: "note", label: "Anmärkning", type: "text", width: 28, value: ({ note }) => note ?? "" },
];
