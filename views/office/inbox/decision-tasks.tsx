import { ASSESSMENT_LEVELS } from "../../../db/schema/report/words.ts";
import { SAM_REP_STANDS } from "../../../db/schema/sam/words.ts";
import type { Inbox } from "../../../src/office/inbox/read-inbox.ts";
import { paths } from "../../../src/paths/paths.ts";
import { StateBadge } from "../../ui/badge.tsx";
import { dateText } from "../../ui/format.ts";
import type { Task } from "../../ui/task-list.tsx";
import { dueText } from "./due-text.ts";

type Decisions = Inbox["decisions"];

function assessmentTask(one: Decisions["to_approve"][number], verb: string): Task {
	return {
		href: paths.assessment(one.id),
		title: `${verb} ISK-bedömningen, ${one.period ?? one.year}`,
		meta: `${one.unit}, ${ASSESSMENT_LEVELS[one.level].toLowerCase()}`,
		state: <StateBadge tone="warn" pattern="half" label={verb === "Godkänn" ? "Att godkänna" : "Att besluta"} />,
	};
}

/** What förvaltningschef, nämnd and region are asked: assessments, agreements past their day, opinions after the signature. */
export function decisionTasks(decisions: Decisions): Task[] {
	return [
		...decisions.to_approve.map((one) => assessmentTask(one, "Godkänn")),
		...decisions.to_decide.map((one) => assessmentTask(one, "Registrera beslutet om")),
		...decisions.late_points.map((point) => ({
			href: paths.dialogue(point.period_id),
			title: `Överenskommelsen har passerat sin dag: ${point.text}`,
			meta: `Verksamhetsdialogen inför ${point.period}${point.person ? `, ${point.person}` : ""}`,
			due: dueText(point.due_on, point.days_left),
			state: <StateBadge tone="bad" pattern="clock" label="Sen" />,
		})),
		...decisions.opinions.map((one) => ({
			href: paths.samReview(one.review_id),
			title: `${SAM_REP_STANDS[one.stand]}: skyddsombudet har yttrat sig efter signeringen`,
			meta: `${one.unit_name}, SAM ${one.year}, ${one.person_name}`,
			due: dateText(one.stated_at),
			state: <StateBadge tone="warn" label="Efter signering" />,
		})),
		...(decisions.opinions.length > 0 ? [] : decisions.opinion_counts).map(({ round_id, year, n }) => ({
			href: paths.samOverview(round_id),
			title: `${n === 1 ? "Ett yttrande" : `${n} yttranden`} av skyddsombud kom efter signeringen`,
			meta: `SAM-omgången ${year}`,
			state: <StateBadge tone="warn" label="Efter signering" />,
		})),
	];
}

/** The forms of a skyddsombud's units that wait for a stand. */
export function standTasks({ to_take_part }: Decisions): Task[] {
	return to_take_part.map((one) => ({
		href: paths.samReview(one.id),
		title: `Ta ställning till SAM-uppföljningen ${one.year} för ${one.unit_name}`,
		meta: one.manager_name || "Enheten saknar chef",
		due: dueText(one.closes_on, one.days_left),
		state: <StateBadge tone={one.is_reminded ? "warn" : "info"} label="Att göra" />,
	}));
}
