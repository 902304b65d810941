import { isUniqueViolation } from "../../../db/errors.ts";
import { findUnit } from "../../../db/queries/people/units.ts";
import { insertControlUnit } from "../../../db/writes/checks/controls.ts";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { formatDate, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requirePeople } from "./people.ts";
import { requireControl } from "./require-control.ts";
import { requireOpenPlan } from "./require-sound.ts";
import type { NewControlUnit, NewControlUnits } from "./schema.ts";
import { suggestedPeople } from "./suggested-people.ts";

/** Adds a unit to a control, with its performer and reviewer. */
export async function addControlUnit(ctx: Context, controlId: string, input: NewControlUnit): Promise<void> {
	try {
		await write(ctx, async (writing) => {
			await addUnit(ctx, writing, await requireAddable(writing, controlId), input);
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ unit_id: "Enheten ingår redan i kontrollmomentet." });
		throw error;
	}
}

/**
 * Adds many units at a time, each as if it were added alone, with its own event: all of them or none. People are those the unit
 * itself leaves no choice of, or nobody yet.
 */
export async function addControlUnits(ctx: Context, controlId: string, input: NewControlUnits): Promise<number> {
	const { valid_from } = input;
	if (input.units.length === 0) throw new Invalid({ units: "Välj minst en enhet." });
	try {
		await write(ctx, async (writing) => {
			const control = await requireAddable(writing, controlId);
			const today = stockholmDate(nowOf(ctx));
			for (const unit_id of new Set(input.units)) {
				const nobody = { performer_id: null, reviewer_id: null };
				const people = input.people ? await suggestedPeople(writing.trx, unit_id, today) : nobody;
				await addUnit(ctx, writing, control, { unit_id, valid_from, ...people });
			}
		});
	} catch (error) {
		if (isUniqueViolation(error))
			throw new Invalid({ units: "En av enheterna ingår redan i kontrollmomentet. Sök fram dem igen." });
		if (error instanceof Invalid && error.fields.unit_id) throw new Invalid({ units: error.fields.unit_id });
		throw error;
	}
	return new Set(input.units).size;
}

async function requireAddable({ trx, allow }: Writing, controlId: string): Promise<Control> {
	const control = await requireControl(trx, controlId);
	await allow("control.edit", control.unit_id);
	requireOpenPlan(control.plan_status);
	return control;
}

async function addUnit(
	ctx: Context,
	{ trx, allow, record }: Writing,
	control: Control,
	input: NewControlUnit,
): Promise<void> {
	const unit = await findUnit(trx, input.unit_id);
	if (!unit) throw new Invalid({ unit_id: "Välj en enhet i listan." });
	await allow("control.edit", unit.id).catch((error) => {
		throw error instanceof NotFound ? new Invalid({ unit_id: "Välj en enhet i listan." }) : error;
	});
	if (unit.valid_to !== null && unit.valid_to < input.valid_from)
		throw new Invalid({ valid_from: `${unit.name} upphörde ${formatDate(unit.valid_to)}.` });
	const { performer, reviewer } = await requirePeople(trx, unit.id, input, stockholmDate(nowOf(ctx)));
	const id = newId(ctx.clock());
	await insertControlUnit(trx, { ...input, id, control_id: control.id, valid_to: null, version: 1 });
	await record({
		type: "control.unit_added",
		unit_id: unit.id,
		object: { kind: "control", id: control.id },
		data: { title: control.title, unit: unit.name, performer, reviewer },
	});
}
