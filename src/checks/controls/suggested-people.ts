import type { Db } from "../../../db/open.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { type Eligible, listEligible } from "../duties/eligible.ts";

export interface SuggestedPeople {
	performer_id: string | null;
	reviewer_id: string | null;
}

/**
 * Whom a unit leaves no choice of: the one person with a role at the unit itself who may perform and not review (or, without any such,
 * the one who may perform), and the nearest other person who may review, where nobody else is as near. Nobody where there is a
 * choice to make.
 */
export async function suggestedPeople(db: Db, unitId: string, today: string): Promise<SuggestedPeople> {
	const performers = (await listEligible(db, "run.perform", unitId, today)).filter(({ distance }) => distance === 0);
	const reviewers = await listEligible(db, "run.review", unitId, today);
	const apart = performers.filter(({ id }) => !reviewers.some((one) => one.id === id));
	const performer = nearest(apart.length > 0 ? apart : performers);
	const others: Eligible[] = [];
	for (const one of reviewers)
		if (performer === null || !(await isSameHuman(db, one.id, performer.id))) others.push(one);
	return { performer_id: performer?.id ?? null, reviewer_id: nearest(others)?.id ?? null };
}

function nearest(people: readonly Eligible[]): Eligible | null {
	const least = Math.min(...people.map(({ distance }) => distance));
	const near = people.filter(({ distance }) => distance === least);
	return near.length === 1 ? near[0]! : null;
}
