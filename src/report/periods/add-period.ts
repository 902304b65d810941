import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { type BoardChoice, findPeriodByKey, listBoardsOn } from "../../../db/queries/report/periods.ts";
import { insertReportingPeriod } from "../../../db/writes/report/periods.ts";
import { reachOf } from "../../ground/access/actor.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { periodKey, slugOf } from "./period-key.ts";
import type { NewPeriod } from "./schema.ts";

const TAKEN = "Nämnden har redan ett rapporttillfälle med det namnet för året.";

/** Adds a reporting period to a board the actor may edit. Returns its id. */
export async function addPeriod(ctx: Context, input: NewPeriod): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const board = await boardFor(ctx, trx, input.board_id);
			await allow("period.edit", board.unit_id);
			const id = newId(ctx.clock());
			const { board_id: _, ...facts } = input;
			const key = await keyFor(trx, board, input);
			await insertReportingPeriod(trx, { id, key, board_id: board.id, ...facts, version: 1 });
			await record({
				type: "period.added",
				unit_id: board.unit_id,
				object: { kind: "reporting_period", id },
				data: { name: input.name, cut_off: input.cut_off },
			});
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ name: TAKEN });
		throw error;
	}
}

async function boardFor(ctx: Context, trx: Trx, id: string | null): Promise<BoardChoice> {
	const boards = await listBoardsOn(trx, reachOf(ctx.actor, "period.edit"), stockholmDate(nowOf(ctx)));
	const board = id === null && boards.length === 1 ? boards[0] : boards.find((one) => one.id === id);
	if (!board) throw new Invalid({ board_id: "Välj en nämnd i listan." });
	return board;
}

/** The plain key; where another board has taken it, the key with the board's name. */
async function keyFor(trx: Trx, board: BoardChoice, input: NewPeriod): Promise<string> {
	const key = periodKey(input.name, input.year);
	const taken = await findPeriodByKey(trx, key);
	if (!taken) return key;
	if (taken.board_id === board.id) throw new Invalid({ name: TAKEN });
	return `${key}-${slugOf(board.name)}`;
}
