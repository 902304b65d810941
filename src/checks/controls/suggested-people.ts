import type { Db } from "../../../db/open.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { type Eligible, listEligible } from "../duties/eligible.ts";

export interface SuggestedPeople {
	performer_id: string | null;
	reviewer_id: string | null;
}

/**
 * Whom a unit leaves no choice of: the one person who may perform with a role at the unit itself, and the nearest other person who
 * may review, where nobody else is as near. Nobody where there is a choice to make.
 */
export async function suggestedPeople(db: Db, unitId: string, today: string): Promise<SuggestedPeople> {
	const performers = await listEligible(db, "run.perform", unitId, today);
	const performer = nearest(performers.filter(({ distance }) => distance === 0));
	const others: Eligible[] = [];
	for (const one of await listEligible(db, "run.review", unitId, today))
		if (performer === null || !(await isSameHuman(db, one.id, performer.id))) others.push(one);
	return { performer_id: performer?.id ?? null, reviewer_id: nearest(others)?.id ?? null };
}

function nearest(people: readonly Eligible[]): Eligible | null {
	const least = Math.min(...people.map(({ distance }) => distance));
	const near = people.filter(({ distance }) => distance === least);
	return near.length === 1 ? near[0]! : null;
}
