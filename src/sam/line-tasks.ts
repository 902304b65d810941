import type { Db } from "../../db/open.ts";
import { listSamActions } from "../../db/queries/sam/matters.ts";
import { listSamReviews, listToReconcile, listVacantBelow } from "../../db/queries/sam/reviews.ts";
import type { Actor } from "../ground/access/actor.ts";
import { dateOfDay, dayNumber } from "../ground/calendar/civil-date.ts";
import { LEADING_ROLES } from "../../db/schema/vocabulary.ts";

/** An åtgärd is listed when it is due within this many days. */
const ACTION_DAYS = 30;

/** Units the person leads, or stands in at. */
export function unitsLed(actor: Actor): string[] {
	return [...new Set(actor.roles.filter((held) => LEADING_ROLES.includes(held.role)).map((held) => held.unit_id))];
}

/** What SAM asks of the person: own reviews and those of vacant posts to answer, signed ones to reconcile, åtgärder soon due. */
export async function samTasks(db: Db, actor: Actor, today: string) {
	const units = unitsLed(actor);
	if (units.length === 0 || actor.id === null) return { answer: [], vacant: [], reconcile: [], actions: [] };
	const [answer, vacant, reconcile, actions] = await Promise.all([
		listSamReviews(db, { reach: { own: units, branch: [] }, open: true, state: "open" }),
		listVacantBelow(db, { units, day: today }),
		listToReconcile(db, { units, person_id: actor.id, day: today }),
		listSamActions(db, { units, open: true, page: { limit: 20, offset: 0 } }),
	]);
	const soon = dateOfDay(dayNumber(today) + ACTION_DAYS);
	return {
		answer: answer.filter((one) => one.opens_on <= today),
		vacant,
		reconcile,
		actions: actions.filter((one) => one.due_on !== null && one.due_on <= soon),
	};
}
