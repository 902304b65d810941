import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { listRegionAnswers } from "../../../db/queries/report/region.ts";
import { insertRegionAnswer } from "../../../db/writes/report/region.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOpenPeriod } from "../periods/require-open.ts";
import { requireBoard, requireItem, requireStanding, told } from "./require-item.ts";
import type { AnswerItem } from "./schema.ts";

/** A board's answer in one of its reports, to the wording that the person read. An earlier answer stays as it was. */
export async function answerItem(
	ctx: Context,
	id: string,
	boardId: string,
	{ version, ...input }: AnswerItem,
): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const item = await requireItem(trx, id);
			const board = await requireBoard(trx, item, boardId);
			requireStanding(item);
			const held = await allow("region_item.answer", board.unit_id);
			// who asks for the region does not answer for the board
			if (held.unit_id === item.region_id)
				throw new NotAllowed("Nämnden svarar själv. Den som skickar ut för regionen svarar inte åt nämnden.");
			const period = await requireReport(trx, input.period_id, { board_id: board.id, year: item.year });
			if (input.wording !== item.wording)
				throw new Invalid({
					answer: `Regionen har gett en ny lydelse, version ${item.wording}. Läs den och svara på den.`,
				});
			const earlier = await listRegionAnswers(trx, { item_id: id, board_id: board.id });
			await requireFresh(trx, earlier.length === version, "region_item", id);
			const edition = earlier.filter((one) => one.period_id === period.id).length + 1;
			await insertRegionAnswer(trx, {
				...{ id: newId(ctx.clock()), item_id: id, board_id: board.id, edition, ...input },
				...{ written_at: nowOf(ctx), written_by: ctx.actor.id! },
			});
			const said = { board: board.name, period: period.name, period_id: period.id, edition, status: input.status };
			await record({
				type: "region_item.answered",
				unit_id: board.unit_id,
				object: { kind: "region_item", id },
				data: { ...told(item, input.wording, input.answer), ...said },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ "": "Någon annan svarade samtidigt. Läs svaret och försök igen." });
		throw error;
	}
}

/** An open report of that board and year (T19). */
async function requireReport(db: Trx, periodId: string, of: { board_id: string; year: number }) {
	const period = await requireOpenPeriod(db, periodId);
	if (period.board_id !== of.board_id || period.year !== of.year)
		throw new Invalid({ period_id: `Välj en av nämndens rapporter för ${of.year}.` });
	return period;
}
