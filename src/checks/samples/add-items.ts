import { listItems } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { isMoneyKind, type ItemKind, PERFORMED_RUNS, UNDRAWN_RUNS } from "../../../db/schema/vocabulary.ts";
import { insertItem } from "../../../db/writes/checks/samples.ts";
import { updateRun } from "../../../db/writes/checks/runs.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Writing } from "../../ground/write/write.ts";

export function requireExtendable(run: Pick<Run, "status" | "population_kind">): void {
	if (isMoneyKind(run.population_kind))
		throw new Invalid({ "": "Ett stickprov som är draget efter belopp utökas inte: en ny dragning får ett eget id." });
	if (UNDRAWN_RUNS.includes(run.status))
		throw new Invalid({ "": "Bara ett draget kontrolltillfälle kan få fler inköp att granska." });
}

/** A purchase that a rule, a tip or a suspicion points at: checked like the others, counted in neither n nor k. */
export async function addTargeted(
	ctx: Context,
	writing: Pick<Writing, "trx" | "record">,
	run: Run,
	{ line, ...input }: { version: number; reason: string; line: { id: number; item_key: string } },
): Promise<void> {
	const items = [{ line_id: line.id, rank: null, hash: null }];
	await addItems(ctx, writing, run, input, { kind: "targeted", items });
	await writing.record({
		type: "item.targeted",
		unit_id: run.unit_id,
		object: { kind: "control_run", id: run.id },
		data: { unit: run.unit_name, period_key: run.period_key, item_key: line.item_key, reason: input.reason },
	});
}

export interface AddedItems {
	kind: ItemKind;
	items: readonly { line_id: number; rank: number | null; hash: string | null }[];
}

/** Puts items last in a run, and opens a run that was signed, for them. */
export async function addItems(
	ctx: Context,
	{ trx }: Pick<Writing, "trx">,
	run: Run,
	input: { version: number; reason: string },
	{ kind, items }: AddedItems,
): Promise<void> {
	const signed = PERFORMED_RUNS.includes(run.status);
	const back = signed
		? {
				status: "returned" as const,
				result: null,
				reviewed_at: nowOf(ctx),
				reviewed_by: ctx.actor.id,
				review_note: `Stickprovet har fått ${items.length} inköp till: ${input.reason}`.slice(0, 4000),
			}
		: {};
	const done = await updateRun(trx, run.id, input.version, back);
	await requireFresh(trx, done, "control_run", run.id);
	let position = Math.max(0, ...(await listItems(trx, run.id)).map((item) => item.position));
	for (const item of items) {
		position++;
		await insertItem(trx, {
			id: newId(ctx.clock()),
			run_id: run.id,
			...item,
			position,
			kind,
			status: "drawn",
			reason: input.reason,
			replaces_id: null,
			version: 1,
		});
	}
}
