import { ASSESSMENT_LEVELS } from "../../../../db/schema/report/words.ts";
import { SAM_REP_STANDS } from "../../../../db/schema/sam/words.ts";
import type { Inbox } from "../read-inbox.ts";
import { paths } from "../../../paths/paths.ts";
import { formatDate } from "../../../ground/calendar/stockholm.ts";
import type { Task } from "../columns.ts";
import { LATE } from "./own-tasks.ts";

type Decisions = Inbox["decisions"];

function assessmentTask(one: Decisions["to_approve"][number], verb: string): Task {
	return {
		href: paths.assessment(one.id),
		title: `${verb} ISK-bedömningen, ${one.period ?? one.year}`,
		meta: `${one.unit}, ${ASSESSMENT_LEVELS[one.level].toLowerCase()}`,
		state: { tone: "warn", pattern: "half", label: verb === "Godkänn" ? "Att godkänna" : "Att besluta" },
	};
}

/** What förvaltningschef, nämnd and region are asked: assessments, agreements past their day, opinions after the signature. */
export function decisionTasks(decisions: Decisions): Task[] {
	return [
		...decisions.to_approve.map((one) => assessmentTask(one, "Godkänn")),
		...decisions.to_decide.map((one) => assessmentTask(one, "Registrera beslutet om")),
		...decisions.late_points.map(
			(point): Task => ({
				href: paths.dialogue(point.period_id),
				title: `Följ upp överenskommelsen vars dag har passerat: ${point.text}`,
				meta: `Verksamhetsdialogen inför ${point.period}${point.person ? `, ${point.person}` : ""}`,
				due_on: point.due_on,
				state: LATE,
			}),
		),
		...decisions.opinions.map(
			(one): Task => ({
				href: paths.samReview(one.review_id),
				title: `Läs skyddsombudets yttrande efter signeringen: ${SAM_REP_STANDS[one.stand].toLowerCase()}`,
				meta: `${one.unit_name}, SAM ${one.year}, ${one.person_name}`,
				note: formatDate(one.stated_at),
				state: { tone: "warn", label: "Efter signering" },
			}),
		),
		...(decisions.opinions.length > 0 ? [] : decisions.opinion_counts).map(
			({ round_id, year, n }): Task => ({
				href: paths.samOverview(round_id),
				title: `Läs om ${n === 1 ? "ett yttrande" : `${n} yttranden`} av skyddsombud som kom efter signeringen`,
				meta: `SAM-omgången ${year}`,
				state: { tone: "warn", label: "Efter signering" },
			}),
		),
	];
}

/** The forms of a skyddsombud's units that wait for a stand. */
export function standTasks({ to_take_part }: Decisions): Task[] {
	return to_take_part.map(
		(one): Task => ({
			href: paths.samReview(one.id),
			title: `Ta ställning till SAM-uppföljningen ${one.year} för ${one.unit_name}`,
			meta: one.manager_name || "Enheten saknar chef",
			due_on: one.closes_on,
			state: { tone: one.is_reminded ? "warn" : "info", label: "Att göra" },
		}),
	);
}
