import { RUN_STATES } from "../../../../db/schema/checks/runs-state.ts";
import {
	DEVIATION_STATUSES,
	isDrawnKind,
	itemNoun,
	MEASURE_STATUSES,
	SEVERITIES,
} from "../../../../db/schema/vocabulary.ts";
import { RECOMMENDATION_STATUSES, RECOMMENDATION_TONES } from "../../../../db/schema/report/recommendations.ts";
import { formatOccurrence } from "../../../ground/calendar/occurrence.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import { paths } from "../../../paths/paths.ts";
import type { Inbox, InboxRun } from "../read-inbox.ts";
import type { Task, TaskState } from "../columns.ts";

export const LATE: TaskState = { tone: "bad", pattern: "clock", label: "Sen" };

export function performTasks({ to_perform, whose }: Inbox): Task[] {
	return to_perform.map((run) => ({
		...runTask(run, performVerb(run)),
		meta: `${run.unit_name}${whose(run.performer_id)}`,
		due_on: run.due_on,
	}));
}

function performVerb(run: InboxRun): string {
	if (run.status === "returned") return "Rätta";
	const empty = isDrawnKind(run.population_kind) && run.population_n === 0;
	return empty ? `Bekräfta en månad utan ${itemNoun(run.population_kind).many} i` : "Utför";
}

export function reviewTasks({ to_review, whose }: Inbox): Task[] {
	return to_review.map((run) => ({
		...runTask(run, "Granska"),
		meta: `${run.unit_name}, utförd av ${run.performer_name ?? "okänd"}${whose(run.reviewer_id)}`,
		...signed(run),
	}));
}

/** What the person has signed and somebody else is to review. */
export function waitingTasks({ in_review }: Inbox): Task[] {
	return in_review.map((run) => ({
		...runTask(run, "Granskning av"),
		meta: `${run.unit_name}, ${run.reviewer_name ? `granskas av ${run.reviewer_name}` : "ingen granskare är utsedd"}`,
		...signed(run),
	}));
}

function runTask(run: InboxRun, verb: string): Task {
	return {
		href: paths.run(run.id),
		title: `${verb} ${run.control_title}, ${formatOccurrence(run.period_key)}`,
		state: RUN_STATES[run.state],
	};
}

function signed({ signed_at }: InboxRun): Pick<Task, "note"> {
	return signed_at ? { note: `Signerad ${formatDate(signed_at)}` } : {};
}

export function deviationTasks({ deviations, whose }: Inbox): Task[] {
	return deviations.map((one) => ({
		href: paths.deviation(one.id),
		title: `${one.status === "open" ? "Hantera" : "Följ upp effekten av"} avvikelse ${one.number}: ${one.title}`,
		meta: `${one.unit_name}, ${SEVERITIES[one.severity].toLowerCase()}${whose(one.owner_id)}`,
		due_on: one.due_on,
		state: one.is_late
			? LATE
			: { tone: one.status === "open" ? "warn" : "info", label: DEVIATION_STATUSES[one.status] },
	}));
}

export function measureTasks({ measures, whose }: Inbox): Task[] {
	return measures.map((one) => ({
		href: paths.measure(one.id),
		title: `Rapportera läget för åtgärden ${one.title}`,
		meta: `R${one.risk_number} ${one.risk_title}${whose(one.owner_id)}`,
		due_on: one.due_on,
		state: one.is_late
			? { ...LATE, label: MEASURE_STATUSES.late }
			: { tone: "info", label: MEASURE_STATUSES[one.status] },
	}));
}

export function reviewRiskTasks({ reviews }: Inbox): Task[] {
	return reviews.map((risk) => ({
		href: paths.risk(risk.id),
		title: `Ompröva den accepterade risken R${risk.number} ${risk.title}`,
		meta: `Internkontrollplan ${risk.year}, ${risk.board}`,
		due_on: risk.due_on,
		state: risk.is_late ? LATE : { tone: "info", label: "Att ompröva" },
	}));
}

export function recommendationTasks({ recommendations, whose }: Inbox): Task[] {
	return recommendations.map((one) => ({
		href: paths.recommendation(one.id),
		title: `Svara på rekommendation ${one.number}: ${one.title}`,
		meta: `${one.issuer}${whose(one.owner_id)}`,
		due_on: one.due_on,
		state: one.is_late ? LATE : { tone: RECOMMENDATION_TONES[one.status], label: RECOMMENDATION_STATUSES[one.status] },
	}));
}

/** For the controller: those that nobody has answered in time. */
export function unansweredTasks({ unanswered, recommendations }: Inbox): Task[] {
	const own = new Set(recommendations.map(({ id }) => id));
	return unanswered
		.filter(({ id }) => !own.has(id))
		.map(({ id, number, title, board, owner, due_on }) => ({
			href: paths.recommendation(id),
			title: `Rekommendation ${number} har inget svar: ${title}`,
			meta: `${board}, ${owner ?? "ingen ansvarig"}`,
			due_on,
			state: { ...LATE, label: "Obesvarad" },
		}));
}

export function reminderTasks({ reminders }: Inbox): Task[] {
	return reminders.map((one) => ({
		href: paths.ownReadiness(one.period_id),
		title: `Du behövs i ${one.period}`,
		meta: `Påmind av ${one.sender}`,
		note: formatDate(one.day),
		state: { tone: "warn", label: "Påminnelse" },
	}));
}

/** What became of a deviation that the person found (rule: the finder learns of it once). */
export function newsTasks({ news }: Inbox): Task[] {
	return news.map((one) => {
		const closed = one.status === "closed";
		return {
			href: paths.deviation(one.id),
			title: `Avvikelse ${one.number} som du fann är ${closed ? "avslutad" : "hanterad"}: ${one.title}`,
			meta: `${one.by}: ${(closed ? one.effect_check : one.plan) || "utan kommentar"}`,
			note: formatDate(one.at),
			state: { tone: closed ? "ok" : "info", label: closed ? "Avslutad" : "Hanterad" },
		};
	});
}
