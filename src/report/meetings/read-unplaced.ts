import type { Db } from "../../../db/open.ts";
import {
	findMatter,
	listComingMeetings,
	listMatters,
	listOpenSubjects,
	listUnplaced,
	type Meeting,
	type Unplaced,
} from "../../../db/queries/report/meetings.ts";
import type { UnitReach } from "../../../db/queries/people/units.ts";
import { NotFound } from "../../ground/errors.ts";

export interface UnplacedMatter extends Unplaced {
	/** The nämnd's meeting it should go to; null when the calendar has none. */
	suggested: Meeting | null;
}

/** What goes to no meeting yet, with the meeting whose last day for papers is then its deadline. */
export async function readUnplaced(db: Db, reach: UnitReach, today: string): Promise<UnplacedMatter[]> {
	const calendars = new Map<string, Meeting[]>();
	const unplaced = await listUnplaced(db, reach);
	for (const id of new Set(unplaced.map(({ board_id }) => board_id)))
		calendars.set(id, await listComingMeetings(db, id, today));
	return unplaced.map((one) => ({ ...one, suggested: suggestedMeeting(calendars.get(one.board_id)!, one) }));
}

/**
 * The first meeting of the nämnd whose papers are due after a report's cut-off. A plan goes to the last one before its year, or to the
 * first there is when that has passed.
 */
export function suggestedMeeting(
	coming: readonly Meeting[],
	{ after, before }: Pick<Unplaced, "after" | "before">,
): Meeting | null {
	const own = coming.filter(({ kind }) => kind === "board");
	if (before !== null) return own.findLast(({ held_on }) => held_on < before) ?? own[0] ?? null;
	return own.find(({ papers_due_on }) => papers_due_on > after!) ?? null;
}

/** What can be sent to a meeting: its nämnd's plans in beredning and its reports that are not closed. */
export async function listPlaceable(db: Db, meeting: Meeting): Promise<{ value: string; label: string }[]> {
	const going = new Set((await listMatters(db, { meetings: [meeting.id] })).map(({ subject_id }) => subject_id));
	const found = await listOpenSubjects(db, meeting.board_id);
	return found
		.filter(({ id }) => !going.has(id))
		.map(({ kind, id, title }) => ({ value: `${kind}:${id}`, label: title }));
}

export async function meetingOfMatter(db: Db, id: string): Promise<string> {
	const matter = await findMatter(db, id);
	if (!matter) throw new NotFound(`matter ${id}`);
	return matter.meeting_id;
}
