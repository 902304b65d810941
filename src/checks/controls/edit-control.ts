import type { Db } from "../../../db/open.ts";
import { type Control, findControl } from "../../../db/queries/checks/controls.ts";
import { listRunKeys } from "../../../db/queries/checks/runs-schedules.ts";
import { updateVersioned } from "../../../db/writes/ground/versioned.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireControl } from "./require-control.ts";
import { requireSound } from "./require-sound.ts";
import type { EditedControl } from "./schema.ts";

/**
 * Changes a control. Runs that exist keep their period, due date and draw: only what is created or drawn afterwards follows the
 * new values.
 */
export function editControl(ctx: Context, id: string, input: EditedControl): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const control = await requireControl(trx, id);
		await allow("control.edit", control.unit_id);
		const { version, ...values } = input;
		await requireSound(trx, control, values, stockholmDate(nowOf(ctx)));
		await requireNoRewriting(trx, control, values);
		const changes = changesBetween<Partial<Control>>(control, values);
		if (Object.keys(changes).length === 0) return unchanged(undefined);
		await requireFresh(trx, await updateVersioned(trx, "controls", id, version, values), "control", id);
		await record({
			type: "control.edited",
			unit_id: control.unit_id,
			object: { kind: "control", id },
			data: { title: values.title, changes: await named(trx, control, changes) },
		});
	});
}

/** A control that has runs cannot begin earlier than it did, nor become a control of something else. */
async function requireNoRewriting(db: Db, control: Control, values: Omit<EditedControl, "version">): Promise<void> {
	if (control.starts_on <= values.starts_on && control.population_kind === values.population_kind) return;
	if ((await listRunKeys(db, [control.id])).length === 0) return;
	const errors: Record<string, string> = {};
	if (values.starts_on < control.starts_on)
		errors.starts_on = "Kontrollmomentet har kontrolltillfällen. Startdatumet kan inte flyttas bakåt i tiden.";
	if (values.population_kind !== control.population_kind)
		errors.population_kind =
			"Kontrollmomentet har kontrolltillfällen. Avsluta det och lägg till ett nytt om något annat ska granskas.";
	throw new Invalid(errors);
}

/** Replaces ids by names and titles, so that the trail can be read without the register. */
async function named(db: Db, before: Control, changes: ReturnType<typeof changesBetween>) {
	const after = await findControl(db, before.id);
	const edition = (control: Control | undefined) =>
		control?.checklist_title ? `${control.checklist_title} (utgåva ${control.checklist_edition})` : null;
	if (changes.owner_id) changes.owner_id = [before.owner_name, after?.owner_name ?? null];
	if (changes.measure_id) changes.measure_id = [before.measure_title, after?.measure_title ?? null];
	if (changes.checklist_id) changes.checklist_id = [edition(before), edition(after)];
	return changes;
}
