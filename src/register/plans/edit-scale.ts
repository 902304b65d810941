import type { Plan } from "../../../db/queries/register/plans.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireOpenPlan, requirePlan } from "./require-plan.ts";
import type { EditScale } from "./schema.ts";

/** Changes the names and limits of a draft's scale. An adopted plan keeps its own, so that no decided year changes colour. */
export function editScale(ctx: Context, id: string, input: EditScale): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.edit", plan.unit_id);
		requireLooseScale(plan);
		const before = JSON.stringify(plan.scale);
		const scale = JSON.stringify(scaleFrom(input));
		if (scale === before && input.version === plan.version) return unchanged(undefined);
		await requireFresh(trx, await updatePlan(trx, id, input.version, { scale }), "plan", id);
		await record({
			type: "plan.edited",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year, changes: { scale: [before, scale] } },
		});
	});
}

export function requireLooseScale(plan: Pick<Plan, "status" | "year">): void {
	if (plan.status === "preparation") requireOpenPlan(plan);
	if (plan.status !== "draft") throw new NotAllowed("Skalan ligger fast när planen är beslutad.");
}

function scaleFrom(input: EditScale): Scale {
	return {
		likelihood: [input.likelihood_1, input.likelihood_2, input.likelihood_3, input.likelihood_4],
		impact: [input.impact_1, input.impact_2, input.impact_3, input.impact_4],
		bands: [
			{ key: "low", label: input.low_label, to: input.low_to },
			{ key: "medium", label: input.medium_label, to: input.medium_to },
			{ key: "high", label: input.high_label, to: 16 },
		],
	};
}
