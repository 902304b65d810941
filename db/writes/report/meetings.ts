import type { Insertable, Updateable } from "kysely";
import type { Trx } from "../../open.ts";
import type { BoardMeetingTable, MeetingMatterTable } from "../../schema/report/meetings.ts";
import { updateVersioned } from "../ground/versioned.ts";

export async function insertMeeting(trx: Trx, meeting: Insertable<BoardMeetingTable>): Promise<void> {
	await trx.insertInto("board_meetings").values(meeting).execute();
}

export function updateMeeting(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<BoardMeetingTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "board_meetings", id, version, values);
}

export async function insertMatter(trx: Trx, matter: Insertable<MeetingMatterTable>): Promise<void> {
	await trx.insertInto("meeting_matters").values(matter).execute();
}

export function updateMatter(
	trx: Trx,
	id: string,
	version: number,
	values: Partial<Updateable<MeetingMatterTable>>,
): Promise<boolean> {
	return updateVersioned(trx, "meeting_matters", id, version, values);
}
