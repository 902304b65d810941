import { listMatters } from "../../../db/queries/report/meetings.ts";
import { updateMeeting } from "../../../db/writes/report/meetings.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireComing, requireMeeting } from "./require-meeting.ts";
import type { CancelMeeting } from "./schema.ts";

/** A meeting that is not held, with the reason. What goes to it is sent elsewhere first, so that nothing is without a day. */
export function cancelMeeting(ctx: Context, id: string, { reason, version }: CancelMeeting): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const meeting = await requireMeeting(trx, id);
		await allow("meeting.edit", meeting.unit_id);
		requireComing(meeting, stockholmDate(nowOf(ctx)));
		const [first] = (await listMatters(trx, { meetings: [id] })).filter(({ settled }) => !settled);
		if (first) throw new Invalid({ reason: `${first.title} går till sammanträdet. Ta bort ärendet därifrån först.` });
		await requireFresh(trx, await updateMeeting(trx, id, version, { cancelled_reason: reason }), "meeting", id);
		await record({
			type: "meeting.cancelled",
			unit_id: meeting.unit_id,
			object: { kind: "meeting", id },
			data: { board: meeting.board, held_on: meeting.held_on, reason },
		});
	});
}
