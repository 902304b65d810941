import {
	DEVIATION_STATUSES,
	isDrawnKind,
	itemNoun,
	MEASURE_STATUSES,
	SEVERITIES,
} from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../../src/ground/calendar/occurrence.ts";
import type { Inbox, InboxRun } from "../../../src/office/inbox/read-inbox.ts";
import { paths } from "../../../src/paths/paths.ts";
import { RunStateBadge } from "../../ui/run-state-badge.tsx";
import { Layout, type LayoutProps } from "../../layout.tsx";
import { RecommendationBadge } from "../../report/recommendations/recommendation-badge.tsx";
import { StateBadge } from "../../ui/badge.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { dateText } from "../../ui/format.ts";
import { Section } from "../../ui/section.tsx";
import { type Task, TaskList } from "../../ui/task-list.tsx";
import { dueText } from "./due-text.ts";
import { orderTasks } from "./order-tasks.tsx";
import { samActionTasks, samReviewTasks } from "./sam-tasks.tsx";

interface Group {
	title: string;
	tasks: Task[];
}

function performTask(run: InboxRun, today: string): Task {
	const period = formatOccurrence(run.period_key);
	const empty = isDrawnKind(run.population_kind) && run.population_n === 0;
	const verb =
		run.status === "returned"
			? "Rätta"
			: empty
				? `Bekräfta en månad utan ${itemNoun(run.population_kind).many} i`
				: "Utför";
	return {
		href: paths.run(run.id),
		title: `${verb} ${run.control_title}, ${period}`,
		meta: run.unit_name,
		due: dueText(run.due_on, today),
		state: <RunStateBadge state={run.state} />,
	};
}

function reviewTask(run: InboxRun): Task {
	return {
		href: paths.run(run.id),
		title: `Granska ${run.control_title}, ${formatOccurrence(run.period_key)}`,
		meta: `${run.unit_name}, utförd av ${run.performer_name ?? "okänd"}`,
		due: run.signed_at ? `Signerad ${dateText(run.signed_at)}` : undefined,
		state: <RunStateBadge state={run.state} />,
	};
}

function deviationTask(deviation: Inbox["deviations"][number], today: string): Task {
	const verb = deviation.status === "open" ? "Hantera" : "Följ upp effekten av";
	return {
		href: paths.deviation(deviation.id),
		title: `${verb} avvikelse ${deviation.number}: ${deviation.title}`,
		meta: `${deviation.unit_name}, ${SEVERITIES[deviation.severity].toLowerCase()}`,
		due: deviation.due_on ? dueText(deviation.due_on, today) : undefined,
		state:
			deviation.due_on !== null && deviation.due_on < today && deviation.status === "open" ? (
				<StateBadge tone="bad" pattern="clock" label="Sen" />
			) : (
				<StateBadge tone={deviation.status === "open" ? "warn" : "info"} label={DEVIATION_STATUSES[deviation.status]} />
			),
	};
}

function measureTask(measure: Inbox["measures"][number], today: string): Task {
	return {
		href: paths.measure(measure.id),
		title: `Rapportera läget för åtgärden ${measure.title}`,
		meta: `R${measure.risk_number} ${measure.risk_title}`,
		due: dueText(measure.due_on, today),
		state:
			measure.due_on < today ? (
				<StateBadge tone="bad" pattern="clock" label={MEASURE_STATUSES.late} />
			) : (
				<StateBadge tone="info" label={MEASURE_STATUSES[measure.status]} />
			),
	};
}

function recommendationTask(one: Inbox["recommendations"][number], today: string): Task {
	const late = one.due_on !== null && one.due_on < today;
	return {
		href: paths.recommendation(one.id),
		title: `Svara på rekommendation ${one.number}: ${one.title}`,
		meta: one.issuer,
		due: one.due_on ? dueText(one.due_on, today) : undefined,
		state: late ? <StateBadge tone="bad" pattern="clock" label="Sen" /> : <RecommendationBadge status={one.status} />,
	};
}

function reminderTask(reminder: Inbox["reminders"][number]): Task {
	return {
		href: paths.ownReadiness(reminder.period_id),
		title: `Du behövs i ${reminder.period}`,
		meta: `Påmind av ${reminder.sender}`,
		due: dateText(reminder.day),
		state: <StateBadge tone="warn" pattern="clock" label="Påminnelse" />,
	};
}

function newsTask(news: Inbox["news"][number]): Task {
	const closed = news.status === "closed";
	return {
		href: paths.deviation(news.id),
		title: `Avvikelse ${news.number} som du fann är ${closed ? "avslutad" : "hanterad"}: ${news.title}`,
		meta: `${news.by}: ${(closed ? news.effect_check : news.plan) || "utan kommentar"}`,
		due: dateText(news.at),
		state: <StateBadge tone={closed ? "ok" : "info"} label={closed ? "Avslutad" : "Hanterad"} />,
	};
}

/** The signed-in person's own tasks first, then what their role has to arrange, then what became of their findings. */
function groupsOf(inbox: Inbox, today: string): Group[] {
	const groups = [
		{ title: "Påminnelser", tasks: inbox.reminders.map(reminderTask) },
		{ title: "Kontroller att utföra", tasks: inbox.to_perform.map((run) => performTask(run, today)) },
		{ title: "Kontroller att granska", tasks: inbox.to_review.map(reviewTask) },
		{ title: "Avvikelser du ansvarar för", tasks: inbox.deviations.map((one) => deviationTask(one, today)) },
		{
			title: "Åtgärder du ansvarar för",
			tasks: [...inbox.measures.map((measure) => measureTask(measure, today)), ...samActionTasks(inbox.sam, today)],
		},
		{
			title: "Rekommendationer du ansvarar för",
			tasks: inbox.recommendations.map((one) => recommendationTask(one, today)),
		},
		{ title: "Årlig SAM-uppföljning", tasks: samReviewTasks(inbox.sam, today) },
		{ title: "Att ordna", tasks: orderTasks(inbox, today) },
		{ title: "Återkoppling till dig", tasks: uniqueNews(inbox.news).map(newsTask) },
	];
	return groups.filter(({ tasks }) => tasks.length > 0);
}

/** One line per deviation: its newest step. */
function uniqueNews(news: Inbox["news"]): Inbox["news"] {
	return news.filter((one, index) => news.findIndex(({ id }) => id === one.id) === index);
}

/** What comes next, and when: an empty page says so. */
function nextText({ perform, review, report }: Inbox["next"]): string {
	const said = [
		perform &&
			`Härnäst utför du ${perform.control_title}, ${formatOccurrence(perform.period_key)}, vid ${perform.unit_name}. Det ska vara klart senast ${dateText(perform.due_on)}.`,
		review &&
			`Härnäst granskar du ${review.control_title}, ${formatOccurrence(review.period_key)}, vid ${review.unit_name}, när den är signerad. Den ska vara klar senast ${dateText(review.due_on)}.`,
		report && `Nästa rapport är ${report.name}, som ska lämnas senast ${dateText(report.deadline)}.`,
	].filter(Boolean);
	return said.length > 0
		? said.join(" ")
		: "Inget är planerat för dig ännu. När något behöver göras visas det här, med den dag då det ska vara klart.";
}

/** What waits for the signed-in person: one link and one sentence each. */
export function InboxPage(props: { frame: Partial<LayoutProps>; inbox: Inbox; today: string }) {
	const groups = groupsOf(props.inbox, props.today);
	return (
		<Layout {...props.frame} title="Att göra">
			{groups.length === 0 ? (
				<EmptyState heading="Inget väntar på dig just nu" text={nextText(props.inbox.next)} />
			) : (
				groups.map(({ title, tasks }) => (
					<Section title={title}>
						<TaskList label={title} tasks={tasks} />
					</Section>
				))
			)}
		</Layout>
	);
}
