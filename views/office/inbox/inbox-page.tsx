import type { Coming } from "../../../src/office/inbox/read-coming.ts";
import { type DatedTask, OWN, WHEN, type When } from "../../../src/office/inbox/columns.ts";
import { paths } from "../../../src/paths/paths.ts";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { countText, dateText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { ListExports } from "../../ui/table.tsx";
import { TaskList } from "../../ui/task-list.tsx";
import { dueText } from "./due-text.ts";

/** What waits for the signed-in person, and for others: one link and one verb a row, by when it is to be done. */
export function InboxPage(props: {
	shell: Partial<LayoutProps>;
	tasks: readonly DatedTask[];
	/** How many of them are the person's own. */
	own: number;
	/** What comes next, for whoever has nothing to do. */
	coming: readonly Coming[] | null;
}) {
	const { tasks, own, coming } = props;
	return (
		<Layout {...props.shell} title="Att göra" window_title={own > 0 ? `Att göra (${countText(own)})` : undefined}>
			{own === 0 ? (
				<EmptyState
					heading="Inget väntar på dig just nu"
					text="När något behöver göras visas det här, med den dag då det ska vara klart."
				/>
			) : null}
			{(Object.keys(WHEN) as When[]).map((when) => (
				<TasksOf when={when} tasks={tasks.filter((task) => task.when === when)} />
			))}
			{coming ? <ComingNext coming={coming} /> : null}
			{tasks.length > 0 ? <ListExports base_href={paths.tasks()} /> : null}
		</Layout>
	);
}

function TasksOf({ when, tasks }: { when: When; tasks: readonly DatedTask[] }) {
	if (tasks.length === 0) return null;
	return (
		<Section title={OWN.includes(when) ? `${WHEN[when]} (${countText(tasks.length)})` : WHEN[when]}>
			<TaskList
				label={WHEN[when]}
				tasks={tasks.map((task) => ({
					href: task.href,
					title: task.title,
					meta: task.meta,
					due: task.note ?? dueText(task.due_on ?? null, task.days_left),
					state: <StateBadge {...task.state} />,
				}))}
			/>
		</Section>
	);
}

/** So that the first page is never empty: what comes next, and when. */
function ComingNext({ coming }: { coming: readonly Coming[] }) {
	return (
		<Section title="Det här kommer härnäst">
			{coming.length === 0 ? (
				<p>Inget är inplanerat ännu. Ett nytt rapporttillfälle eller kontrolltillfälle visas här när det läggs in.</p>
			) : (
				<ul>
					{coming.map(({ day, text }) => (
						<li>{`${dateText(day)}: ${text}`}</li>
					))}
				</ul>
			)}
		</Section>
	);
}
