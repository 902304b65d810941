import { isUniqueViolation } from "../../../db/errors.ts";
import { sortKey } from "../../../db/schema/sort-key.ts";
import { insertUnit } from "../../../db/writes/people/units.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requireParent } from "./placement.ts";
import type { AddUnit } from "./schema.ts";

/** Adds a unit under another one. Returns its id. */
export async function addUnit(ctx: Context, input: AddUnit): Promise<string> {
	try {
		return await write(ctx, async ({ trx, allow, record }) => {
			const id = newId(ctx.clock());
			const parent = await requireParent(trx, input.parent_id, { id: null, ...input, valid_to: null });
			await allow("organisation.edit", parent.id);
			await insertUnit(trx, { id, ...input, sort_name: sortKey(input.name), valid_to: null, version: 1 });
			await record({ type: "unit.added", unit_id: id, object: { kind: "org_unit", id }, data: { name: input.name } });
			return id;
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ code: "Koden används redan av en annan enhet." });
		throw error;
	}
}
