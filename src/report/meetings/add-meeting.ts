import { isUniqueViolation } from "../../../db/errors.ts";
import { listBoardsOn } from "../../../db/queries/report/periods.ts";
import { insertMeeting } from "../../../db/writes/report/meetings.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { SAME_DAY } from "./require-meeting.ts";
import type { NewMeeting } from "./schema.ts";

/** Puts a meeting into the calendar of a nämnd the actor may edit. Returns its id. */
export async function addMeeting(ctx: Context, { board_id, ...days }: NewMeeting): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const boards = await listBoardsOn(trx, reachOf(ctx.actor, "meeting.edit"), stockholmDate(nowOf(ctx)));
			const board = board_id === null && boards.length === 1 ? boards[0] : boards.find((one) => one.id === board_id);
			if (!board) throw new Invalid({ board_id: "Välj en nämnd i listan." });
			await allow("meeting.edit", board.unit_id);
			const id = newId(ctx.clock());
			await insertMeeting(trx, { id, board_id: board.id, ...days, cancelled_reason: null, version: 1 });
			await record({
				type: "meeting.added",
				unit_id: board.unit_id,
				object: { kind: "meeting", id },
				data: { board: board.name, ...days },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw SAME_DAY;
		throw error;
	}
}
