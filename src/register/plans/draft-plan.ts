import { isUniqueViolation } from "../../../db/errors.ts";
import { findBoard } from "../../../db/queries/people/boards.ts";
import { STANDARD_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { insertPlan } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import type { DraftPlan } from "./schema.ts";

/** Starts an empty draft for a board and year, with the standard scale. Returns its id. */
export async function draftPlan(ctx: Context, input: DraftPlan): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const board = await findBoard(trx, input.board_id);
			if (!board) throw new Invalid({ board_id: "Välj en nämnd som finns." });
			await allow("plan.edit", board.unit_id);
			return startDraft(ctx, { trx, record }, board, input.year);
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ year: "Nämnden har redan en plan för det året." });
		throw error;
	}
}

/** The row of an empty draft and its event, for whoever has asked for the right. */
export async function startDraft(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	board: { id: string; unit_id: string },
	year: number,
): Promise<string> {
	const id = newId(ctx.clock());
	await insertPlan(trx, {
		...{ id, board_id: board.id, year, status: "draft", scale: JSON.stringify(STANDARD_SCALE) },
		...{ decided_on: null, decision_paragraph: null, registry_no: null, carried_from: null, version: 1 },
	});
	await record({
		type: "plan.drafted",
		unit_id: board.unit_id,
		object: { kind: "plan", id },
		data: { year, carried_from: null },
	});
	return id;
}
