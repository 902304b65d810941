import { isUniqueViolation } from "../../../db/errors.ts";
import { updateMeeting } from "../../../db/writes/report/meetings.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireComing, requireMeeting, SAME_DAY } from "./require-meeting.ts";
import type { EditMeeting } from "./schema.ts";

/** Moves a meeting that is still to be held; what goes to it goes along, with the new last day. */
export async function editMeeting(ctx: Context, id: string, { version, ...days }: EditMeeting): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const meeting = await requireMeeting(trx, id);
			await allow("meeting.edit", meeting.unit_id);
			requireComing(meeting, stockholmDate(nowOf(ctx)));
			const changes = changesBetween(meeting, days);
			if (Object.keys(changes).length === 0 && version === meeting.version) return unchanged(undefined);
			await requireFresh(trx, await updateMeeting(trx, id, version, days), "meeting", id);
			await record({
				type: "meeting.edited",
				unit_id: meeting.unit_id,
				object: { kind: "meeting", id },
				data: { board: meeting.board, held_on: days.held_on, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw SAME_DAY;
		throw error;
	}
}
