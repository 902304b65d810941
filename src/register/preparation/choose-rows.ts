import { listCarriedRows } from "../../../db/queries/register/preparation.ts";
import { listOrderedRows } from "../../../db/queries/register/plans-order.ts";
import { insertRowChoices } from "../../../db/writes/register/preparation.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { Invalid } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { dropRow, requireDraft } from "../plans/arrange-plan.ts";
import { requirePlan } from "../plans/require-plan.ts";
import type { ChooseRows } from "./schema.ts";

/** Takes a stand on carried rows of a draft. What is to go is struck at once, with its reason and with what stands under it. */
export function chooseRows(ctx: Context, planId: string, input: ChooseRows): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, planId);
		await allow("plan.edit", plan.unit_id);
		requireDraft(plan);
		const carried = await listCarriedRows(trx, planId);
		const chosen = carried.filter((row) => input.rows.includes(row.id));
		if (chosen.length < new Set(input.rows).size)
			throw new Invalid({ rows: "En av raderna kommer inte från förra årets plan." });
		const struck = chosen.find((row) => row.dropped_reason !== null);
		if (struck) throw new Invalid({ rows: `”${struck.title}” är struken. Ta tillbaka den under Ordna planen först.` });
		await requireFresh(trx, await updatePlan(trx, planId, input.version, {}), "plan", planId);
		if (input.choice === "drop") await dropAll(trx, planId, chosen, input.reason);
		await insertRowChoices(
			trx,
			chosen.map((row) => ({
				...{ id: newId(ctx.clock()), plan_id: planId, row_kind: row.kind, row_id: row.id },
				...{ choice: input.choice, reason: input.reason, chosen_at: nowOf(ctx), chosen_by: ctx.actor.id! },
			})),
		);
		await record({
			type: "plan.rows_chosen",
			unit_id: plan.unit_id,
			object: { kind: "plan", id: planId },
			data: { year: plan.year, choice: input.choice, reason: input.reason, titles: chosen.map((row) => row.title) },
		});
	});
}

async function dropAll(
	trx: Writing["trx"],
	planId: string,
	chosen: readonly { kind: string; id: string; risk_id: string }[],
	reason: string,
): Promise<void> {
	const rows = await listOrderedRows(trx, planId);
	const risks = new Set(chosen.filter(({ kind }) => kind === "risk").map(({ id }) => id));
	for (const { kind, id, risk_id } of chosen) {
		// what stands under a risk goes with it
		if (kind !== "risk" && risks.has(risk_id)) continue;
		const own = rows.find((row) => row.kind === kind && row.id === id)!;
		await dropRow(trx, { rows, own }, reason);
	}
}
