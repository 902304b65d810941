import type { Db } from "../../../db/open.ts";
import type { Plan } from "../../../db/queries/register/plans.ts";
import { listRiskPositions } from "../../../db/queries/register/risks.ts";
import { SCORE_KINDS } from "../../../db/schema/register/risks-scale.ts";
import type { Scale } from "../../../db/schema/vocabulary.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, NotAllowed } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePlan } from "./require-plan.ts";
import type { EditScale } from "./schema.ts";

/** Changes the names, limits and size of a draft's scale. An adopted plan keeps its own, so that no decided year changes colour. */
export function editScale(ctx: Context, id: string, input: EditScale): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.edit", plan.unit_id);
		const fixed = scaleFixed(plan);
		if (fixed !== null) throw new Invalid({ "": fixed });
		await requireRoom(trx, plan, input.size);
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

/** Why the scale can no longer be changed; null while it can. */
function scaleFixed({ status, year }: Pick<Plan, "status" | "year">): string | null {
	if (status === "draft") return null;
	if (status === "preparation")
		return `Internkontrollplan ${year} är i beredning. Ta tillbaka den till utkast innan skalan ändras.`;
	return "Skalan ligger fast när planen är beslutad.";
}

export function requireLooseScale(plan: Pick<Plan, "status" | "year">): void {
	const fixed = scaleFixed(plan);
	if (fixed !== null) throw new NotAllowed(fixed);
}

/** A scale is not made shorter than the assessments that stand on it. */
async function requireRoom(db: Db, plan: Plan, size: number): Promise<void> {
	if (size >= plan.scale.likelihood.length) return;
	const beyond = (await listRiskPositions(db, plan.id)).filter((risk) =>
		SCORE_KINDS.some((kind) => (risk[`${kind}_likelihood`] ?? 0) > size || (risk[`${kind}_impact`] ?? 0) > size),
	);
	if (beyond.length === 0) return;
	const named = beyond.slice(0, 5).map(({ number }) => `R${number}`);
	const rest = beyond.length > named.length ? ` och ${beyond.length - named.length} till` : "";
	throw new Invalid({
		size: `Bedömda över steg ${size}: ${named.join(", ")}${rest}. Bedöm om dem innan skalan kortas.`,
	});
}

function scaleFrom(input: EditScale): Scale {
	const steps = (of: "likelihood" | "impact") =>
		[input[`${of}_1`], input[`${of}_2`], input[`${of}_3`], input[`${of}_4`], input[`${of}_5`]].slice(0, input.size);
	return {
		likelihood: steps("likelihood"),
		impact: steps("impact"),
		bands: [
			{ key: "low", label: input.low_label, to: input.low_to },
			{ key: "medium", label: input.medium_label, to: input.medium_to },
			{ key: "high", label: input.high_label, to: input.size ** 2 },
		],
	};
}
