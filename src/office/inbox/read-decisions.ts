import type { Db } from "../../../db/open.ts";
import {
	listLateOpinions,
	listLatePoints,
	listToApprove,
	listToDecide,
	listWithoutStand,
} from "../../../db/queries/office/inbox-decisions.ts";
import { dated, daysUntil } from "./days-left.ts";
import { together } from "../../ground/together.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";

/** What waits for a decision, or for the stand of a skyddsombud. Whoever may decide the assessments answers for the agreements too. */
export async function readDecisions(db: Db, actor: Actor, people: readonly string[], today: string) {
	const decides = maySomewhere(actor, "assessment.decide");
	const reach = reachOf(actor, "assessment.decide");
	return together({
		to_approve: maySomewhere(actor, "assessment.approve")
			? listToApprove(db, reachOf(actor, "assessment.approve"), people)
			: [],
		to_decide: decides ? listToDecide(db, reach) : [],
		late_points: decides ? listLatePoints(db, reach, today).then((all) => all.map((one) => dated(one, today))) : [],
		/** The line, who may read the reviews, sees the names; others see only the number. */
		opinions: maySomewhere(actor, "sam.reconcile") ? listLateOpinions(db, reachOf(actor, "sam.reconcile")) : [],
		opinion_counts: decides ? listLateOpinions(db, reach).then(countByRound) : [],
		to_take_part: actor.id && maySomewhere(actor, "sam.take_part") ? toTakePart(db, actor, actor.id, today) : [],
	});
}

async function toTakePart(db: Db, actor: Actor, personId: string, today: string) {
	return (await listWithoutStand(db, reachOf(actor, "sam.take_part"), personId, today)).map((one) => ({
		...one,
		days_left: daysUntil(one.closes_on, today),
		is_reminded: one.remind_on <= today,
	}));
}

function countByRound(opinions: readonly { round_id: string; year: number }[]) {
	const rounds = new Map(opinions.map((one) => [one.round_id, { round_id: one.round_id, year: one.year, n: 0 }]));
	for (const { round_id } of opinions) rounds.get(round_id)!.n++;
	return [...rounds.values()];
}
