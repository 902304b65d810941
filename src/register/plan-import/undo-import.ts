import { findPlanImport } from "../../../db/queries/register/plan-import.ts";
import { listOrderedRows } from "../../../db/queries/register/plans-order.ts";
import { insertPlanImport } from "../../../db/writes/register/plan-import.ts";
import { updateArea, updatePlanRows } from "../../../db/writes/register/plans-order.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireDraft } from "../plans/arrange-plan.ts";
import { requirePlan } from "../plans/require-plan.ts";

const REASON = "Inläsningen är ångrad.";

/**
 * Takes a file's rows out of the draft again, with what has been added under them. Nothing is deleted: they are struck, and can be
 * taken back one by one. A verksamhet that has got other risks stays.
 */
export function undoImport(ctx: Context, planId: string, { version }: { version: number }): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, planId);
		await allow("plan.edit", plan.unit_id);
		requireDraft(plan);
		const done = await findPlanImport(trx, planId);
		if (!done) throw new NotAllowed("Det finns ingen inläsning att ångra i planen.");
		await requireFresh(trx, await updatePlan(trx, planId, version, {}), "plan", planId);
		const added = JSON.parse(done.rows) as { areas: string[]; risks: string[] };
		const standing = (await listOrderedRows(trx, planId)).filter((row) => row.dropped_reason === null);
		const risks = standing.filter((row) => row.kind === "risk" && added.risks.includes(row.id)).map((row) => row.id);
		const under = (kind: "measure" | "control") =>
			standing.filter((row) => row.kind === kind && risks.includes(row.parent ?? "")).map((row) => row.id);
		const dropped = { dropped_reason: REASON };
		await updatePlanRows(trx, "controls", under("control"), dropped);
		await updatePlanRows(trx, "measures", under("measure"), dropped);
		await updatePlanRows(trx, "risks", risks, dropped);
		const kept = new Set(
			standing.filter((row) => row.kind === "risk" && !risks.includes(row.id)).map((row) => row.parent),
		);
		const areas = standing.filter((row) => row.kind === "area" && added.areas.includes(row.id) && !kept.has(row.id));
		for (const area of areas) await updateArea(trx, area.id, dropped);
		await insertPlanImport(trx, {
			...{ id: newId(ctx.clock()), plan_id: planId, undoes: done.id, rows: "{}" },
			...{ file_name: done.file_name, sha256: done.sha256, recorded_by: ctx.actor.id!, recorded_at: nowOf(ctx) },
		});
		await record({
			type: "plan.import_undone",
			unit_id: plan.unit_id,
			object: { kind: "plan", id: planId },
			data: { year: plan.year, file_name: done.file_name, risks: risks.length },
		});
	});
}
