import type { Db } from "../../../db/open.ts";
import { findMeeting, type Meeting } from "../../../db/queries/report/meetings.ts";
import { Invalid, NotAllowed, NotFound } from "../../ground/errors.ts";

export async function requireMeeting(db: Db, id: string): Promise<Meeting> {
	const meeting = await findMeeting(db, id);
	if (!meeting) throw new NotFound(`meeting ${id}`);
	return meeting;
}

/** A meeting that is still to be held: what has been held or cancelled stays as it was. */
export function requireComing(meeting: Pick<Meeting, "cancelled_reason" | "held_on">, today: string): void {
	if (meeting.cancelled_reason !== null) throw new NotAllowed("Sammanträdet är inställt. Inget i det kan ändras.");
	if (meeting.held_on < today) throw new NotAllowed("Sammanträdet är hållet. Inget i det kan ändras.");
}

export const SAME_DAY = new Invalid({ held_on: "Nämnden har redan ett sådant sammanträde den dagen." });
