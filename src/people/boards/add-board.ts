import { findUnit } from "../../../db/queries/people/units.ts";
import { insertBoard } from "../../../db/writes/people/boards.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { AddBoard } from "./schema.ts";

/** Adds a nämnd, which answers for a förvaltning or for the whole region. Returns its id. */
export function addBoard(ctx: Context, input: AddBoard): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		await allow("organisation.edit", input.unit_id);
		const unit = await findUnit(trx, input.unit_id);
		if (unit?.kind !== "administration" && unit?.kind !== "region")
			throw new Invalid({ unit_id: "En nämnd ansvarar för en förvaltning eller för hela regionen." });
		const id = newId(ctx.clock());
		await insertBoard(trx, { id, ...input, valid_to: null, version: 1 });
		await record({ type: "board.added", unit_id: unit.id, object: { kind: "board", id }, data: { name: input.name } });
		return id;
	});
}
