import { isUniqueViolation } from "../../../db/errors.ts";
import { findInvoiceCheck, type InvoiceCheck } from "../../../db/queries/checks/own-forms/hired-staff-checks.ts";
import type { Item } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { InvoiceFigures } from "../../../db/schema/checks/own-forms/hired-staff.ts";
import { isMoneyKind } from "../../../db/schema/vocabulary.ts";
import { insertInvoiceCheck, updateInvoiceCheck } from "../../../db/writes/checks/own-forms/hired-staff.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireItem } from "./require-item.ts";
import { requireOpen } from "../runs/run-state.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, NotFound, Stale } from "../../ground/errors.ts";
import { type Changes, changesBetween } from "../../ground/write/events/changes.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { NOTHING_FILLED_IN } from "../own-forms/hired-staff/invoice-figures.ts";
import type { CheckInvoiceInput } from "./check-invoice-schema.ts";

/** Stores what is filled in about a drawn invoice, complete or not. Values that are already stored change nothing. Returns the version they have. */
export async function checkInvoice(
	ctx: Context,
	itemId: string,
	input: CheckInvoiceInput,
): Promise<Record<string, number>> {
	try {
		return await write(ctx, async (writing) => {
			const { item, run } = await requireItem(writing.trx, itemId);
			await requirePerformer(writing, ctx.actor, run);
			await writing.replayed();
			if (!isMoneyKind(run.population_kind)) throw new NotFound(`invoice of item ${itemId}`);
			requireOpen(run);
			const { skal, sett, ...figures } = input;
			const before = await findInvoiceCheck(writing.trx, item.id);
			const changes = changesBetween<InvoiceFigures>(before ?? NOTHING_FILLED_IN, figures);
			if (Object.keys(changes).length === 0) return writing.unchanged({});
			requireSound(figures, stockholmDate(nowOf(ctx)));
			const corrects = run.status === "returned" && Object.values(changes).some(([old]) => old !== null && old !== "");
			if (corrects && skal === "") throw new Invalid({ skal: "Skriv skälet till rättelsen." });
			await keep(writing, ctx, { item, run, before, sett: sett ?? 0 }, figures);
			await tell(writing, { item, run }, changes, corrects ? skal : null);
			return { sett: (before?.version ?? 0) + 1 };
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Någon annan fyllde i samtidigt. Läs sidan på nytt." });
		throw error;
	}
}

/** Both sides certify, each in its own name, and not in the future. */
function requireSound(figures: InvoiceFigures, today: string): void {
	const wrong: Record<string, string> = {};
	const { unit_by, supplier_by } = figures;
	if (unit_by !== "" && unit_by.toLocaleLowerCase("sv") === supplier_by.toLocaleLowerCase("sv"))
		wrong.supplier_by = "Två olika personer intygar: en i verksamheten och en hos leverantören.";
	for (const field of ["unit_on", "supplier_on"] as const)
		if ((figures[field] ?? "") > today) wrong[field] = "Dagen ligger framåt i tiden.";
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}

async function keep(
	{ trx }: Writing,
	ctx: Context,
	{ item, before, sett }: { item: Item; run: Run; before: InvoiceCheck | undefined; sett: number },
	figures: InvoiceFigures,
): Promise<void> {
	const stamps = { checked_at: nowOf(ctx), checked_by: ctx.actor.id! };
	if (!before) {
		const id = newId(ctx.clock());
		await insertInvoiceCheck(trx, { id, item_id: item.id, ...figures, ...stamps, version: 1 });
		return;
	}
	// A person's own newer value replaces the older one; what somebody else has filled in meanwhile is never overwritten
	// unseen, and neither is anything by a tap that may have waited on a device for days.
	if (before.version !== sett && (ctx.tap || before.checked_by !== ctx.actor.id))
		throw new Stale(before.checked_by_name, before.checked_at);
	const done = await updateInvoiceCheck(trx, before.id, before.version, { ...figures, ...stamps });
	await requireFresh(trx, done, "sample_item", item.id);
}

function tell(
	{ record }: Writing,
	{ item, run }: { item: Item; run: Run },
	changes: Changes,
	reason: string | null,
): Promise<void> {
	return record({
		type: "invoice.checked",
		unit_id: run.unit_id,
		object: { kind: "sample_item", id: item.id },
		data: { item_key: item.item_key, amount_ore: item.amount_ore, changes, reason },
	});
}
