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
import { boardTasks, regionTasks } from "./board-tasks.tsx";
import { decisionTasks, standTasks } from "./decision-tasks.tsx";
import { dueText } from "./due-text.ts";
import { identityTasks } from "./identity-tasks.tsx";
import { orderTasks } from "./order-tasks.tsx";
import { samActionTasks, samReviewTasks } from "./sam-tasks.tsx";

interface Group {
	title: string;
	tasks: Task[];
}

function performTask(run: InboxRun): Task {
	const period = formatOccurrence(run.period_key);
	const empty = isDrawnKind(run.population_kind) && run.population_n === 0;
	const first = empty ? `Bekräfta en månad utan ${itemNoun(run.population_kind).many} i` : "Utför";
	const verb = run.status === "returned" ? "Rätta" : first;
	return {
		href: paths.run(run.id),
		title: `${verb} ${run.control_title}, ${period}`,
		meta: run.unit_name,
		due: dueText(run.due_on, run.days_left),
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

function deviationTask(deviation: Inbox["deviations"][number]): Task {
	const verb = deviation.status === "open" ? "Hantera" : "Följ upp effekten av";
	return {
		href: paths.deviation(deviation.id),
		title: `${verb} avvikelse ${deviation.number}: ${deviation.title}`,
		meta: `${deviation.unit_name}, ${SEVERITIES[deviation.severity].toLowerCase()}`,
		due: dueText(deviation.due_on, deviation.days_left),
		state: deviation.is_late ? (
			<StateBadge tone="bad" pattern="clock" label="Sen" />
		) : (
			<StateBadge tone={deviation.status === "open" ? "warn" : "info"} label={DEVIATION_STATUSES[deviation.status]} />
		),
	};
}

function measureTask(measure: Inbox["measures"][number]): Task {
	return {
		href: paths.measure(measure.id),
		title: `Rapportera läget för åtgärden ${measure.title}`,
		meta: `R${measure.risk_number} ${measure.risk_title}`,
		due: dueText(measure.due_on, measure.days_left),
		state: measure.is_late ? (
			<StateBadge tone="bad" pattern="clock" label={MEASURE_STATUSES.late} />
		) : (
			<StateBadge tone="info" label={MEASURE_STATUSES[measure.status]} />
		),
	};
}

function reviewRiskTask(risk: Inbox["reviews"][number]): Task {
	return {
		href: paths.risk(risk.id),
		title: `Ompröva den accepterade risken R${risk.number} ${risk.title}`,
		meta: `Internkontrollplan ${risk.year}, ${risk.board}`,
		due: dueText(risk.due_on, risk.days_left),
		state: risk.is_late ? (
			<StateBadge tone="bad" pattern="clock" label="Sen" />
		) : (
			<StateBadge tone="info" label="Att ompröva" />
		),
	};
}

function recommendationTask(one: Inbox["recommendations"][number]): Task {
	return {
		href: paths.recommendation(one.id),
		title: `Svara på rekommendation ${one.number}: ${one.title}`,
		meta: one.issuer,
		due: dueText(one.due_on, one.days_left),
		state: one.is_late ? (
			<StateBadge tone="bad" pattern="clock" label="Sen" />
		) : (
			<RecommendationBadge status={one.status} />
		),
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
function groupsOf(inbox: Inbox): Group[] {
	const groups = [
		{ title: "Påminnelser", tasks: inbox.reminders.map(reminderTask) },
		{ title: "Konton och inloggning", tasks: identityTasks(inbox.identity) },
		{ title: "Beslut och godkännanden", tasks: decisionTasks(inbox.decisions) },
		{ title: "Till nämnden", tasks: [...boardTasks(inbox.board), ...regionTasks(inbox.region)] },
		{ title: "Kontroller att utföra", tasks: inbox.to_perform.map(performTask) },
		{ title: "Kontroller att granska", tasks: inbox.to_review.map(reviewTask) },
		{ title: "Avvikelser du ansvarar för", tasks: inbox.deviations.map(deviationTask) },
		{
			title: "Åtgärder du ansvarar för",
			tasks: [...inbox.measures.map(measureTask), ...samActionTasks(inbox.sam)],
		},
		{ title: "Accepterade risker att ompröva", tasks: inbox.reviews.map(reviewRiskTask) },
		{
			title: "Rekommendationer du ansvarar för",
			tasks: inbox.recommendations.map(recommendationTask),
		},
		{
			title: "Årlig SAM-uppföljning",
			tasks: [...samReviewTasks(inbox.sam), ...standTasks(inbox.decisions)],
		},
		{ title: "Att ordna", tasks: orderTasks(inbox) },
		{ title: "Återkoppling till dig", tasks: inbox.news.map(newsTask) },
	];
	return groups.filter(({ tasks }) => tasks.length > 0);
}

/** So that the first page is never empty: what comes next, and when. */
function ComingNext({ coming }: { coming: Inbox["coming"] }) {
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

/** What waits for the signed-in person: one link and one sentence each. */
export function InboxPage(props: { shell: Partial<LayoutProps>; inbox: Inbox }) {
	const groups = groupsOf(props.inbox);
	return (
		<Layout {...props.shell} title="Att göra">
			{groups.length === 0 ? (
				<>
					<EmptyState
						heading="Inget väntar på dig just nu"
						text="När något behöver göras visas det här, med den dag då det ska vara klart."
					/>
					<ComingNext coming={props.inbox.coming} />
				</>
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
