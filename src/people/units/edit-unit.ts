import { isUniqueViolation } from "../../../db/errors.ts";
import type { Trx } from "../../../db/open.ts";
import { findChildOutliving } from "../../../db/queries/people/units.ts";
import { sortKey } from "../../../db/schema/sort-key.ts";
import { updateUnit } from "../../../db/writes/people/units.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireParent } from "./placement.ts";
import { requireUnit } from "./require-unit.ts";
import type { EditUnit } from "./schema.ts";

/** Changes a unit: its name, place in the tree, or how long it exists. */
export async function editUnit(ctx: Context, id: string, { version, ...input }: EditUnit): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record, unchanged }) => {
			const unit = await requireUnit(trx, id);
			await allow("organisation.edit", id);
			if (input.parent_id !== unit.parent_id) {
				if (input.parent_id === null || unit.parent_id === null)
					throw new Invalid({ parent_id: "Bara den översta enheten saknar överordnad enhet." });
				await allow("organisation.edit", input.parent_id);
			}
			if (input.parent_id !== null) await requireParent(trx, input.parent_id, { id, ...input });
			await requireDates(trx, id, input);
			const { parent_name, ...before } = unit;
			const changes = changesBetween(before, input);
			if (Object.keys(changes).length === 0 && version === unit.version) return unchanged(undefined);
			await requireFresh(
				trx,
				await updateUnit(trx, id, version, { ...input, sort_name: sortKey(input.name) }),
				"org_unit",
				id,
			);
			await record({
				type: "unit.edited",
				unit_id: id,
				object: { kind: "org_unit", id },
				data: { name: input.name, changes },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ code: "Koden används redan av en annan enhet." });
		throw error;
	}
}

async function requireDates(trx: Trx, id: string, input: Pick<EditUnit, "valid_from" | "valid_to">): Promise<void> {
	if (input.valid_to === null) return;
	if (input.valid_to < input.valid_from) throw new Invalid({ valid_to: "Slutdatum ligger före startdatum." });
	const child = await findChildOutliving(trx, id, input.valid_to);
	if (child)
		throw new Invalid({ valid_to: `${child.name} ligger under enheten och gäller längre. Avsluta den först.` });
}
