import type { EvidenceOwner } from "../../../db/queries/checks/evidence.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";

/**
 * The day that evidence is about when its sender says nothing: of an earlier edition that edition's, of a purchase the day it was
 * booked, of a run its last day, of a deviation the day it was found, of anything else today. Never a day that is not over.
 */
export function aboutDay(of: Pick<EvidenceOwner, "about_on">, earlier: string | undefined, today: string): string {
	const day = earlier ?? (of.about_on === null ? today : stockholmDate(of.about_on));
	return day > today ? today : day;
}

/** Evidence tells of what has happened: a day to come is a slip of the hand, or worse. */
export function requirePast(day: string, today: string): void {
	if (day > today) throw new Invalid({ datum: "Dagen har inte varit än. Ange i dag eller en tidigare dag." });
}
