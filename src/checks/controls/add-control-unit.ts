import { isUniqueViolation } from "../../../db/errors.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { insertControlUnit } from "../../../db/writes/checks/controls.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import { requirePeople } from "./people.ts";
import { requireControl } from "./require-control.ts";
import { requireOpenPlan } from "./require-sound.ts";
import type { NewControlUnit } from "./schema.ts";

/** Adds a unit to a control, with its performer and reviewer. */
export async function addControlUnit(ctx: Context, controlId: string, input: NewControlUnit): Promise<void> {
	const today = stockholmDate(nowOf(ctx));
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const control = await requireControl(trx, controlId);
			await allow("control.edit", control.unit_id);
			requireOpenPlan(control.plan_status);
			const unit = await findUnit(trx, input.unit_id);
			if (!unit) throw new Invalid({ unit_id: "Välj en enhet i listan." });
			await allow("control.edit", unit.id).catch((error) => {
				throw error instanceof NotFound ? new Invalid({ unit_id: "Välj en enhet i listan." }) : error;
			});
			if (unit.valid_to !== null && unit.valid_to < input.valid_from)
				throw new Invalid({ valid_from: `Enheten upphörde ${formatDate(unit.valid_to)}.` });
			const { performer, reviewer } = await requirePeople(trx, unit.id, input, today);
			await insertControlUnit(trx, {
				...input,
				id: newId(ctx.clock()),
				control_id: control.id,
				valid_to: null,
				version: 1,
			});
			await record({
				type: "control.unit_added",
				unit_id: unit.id,
				object: { kind: "control", id: control.id },
				data: { title: control.title, unit: unit.name, performer, reviewer },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ unit_id: "Enheten ingår redan i kontrollmomentet." });
		throw error;
	}
}
