import type { Child } from "hono/jsx";
import { Link } from "./link.tsx";

export interface Task {
	href: string;
	title: string;
	/** unit, period … */
	meta?: string | undefined;
	/** "Senast 14 november 2025" */
	due?: string | undefined;
	state?: Child;
}

/** What somebody has to do: each row opens its task. */
export function TaskList(props: { label: string; tasks: readonly Task[] }) {
	return (
		<ul class="task-list" aria-label={props.label}>
			{props.tasks.map((task) => (
				<li>
					<div>
						<Link href={task.href} class="row-link">
							{task.title}
						</Link>
						{task.meta ? <p class="soft">{task.meta}</p> : null}
					</div>
					<div class="task-when">
						{task.state}
						{task.due ? <span class="soft">{task.due}</span> : null}
					</div>
				</li>
			))}
		</ul>
	);
}

/** A few numbers with their words, e.g. on top of a report. Never a ranking. */
export function KeyFigures(props: {
	items: readonly { value: string; label: string; href?: string | null | undefined }[];
}) {
	return (
		<dl class="key-figures">
			{props.items.map((item) => (
				<div>
					<dt>{item.label}</dt>
					<dd>{item.href ? <Link href={item.href}>{item.value}</Link> : item.value}</dd>
				</div>
			))}
		</dl>
	);
}
