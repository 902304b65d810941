import { findPreparation } from "../../../db/queries/register/preparation.ts";
import { listMatters } from "../../../db/queries/report/meetings.ts";
import { withdrawPreparation } from "../../../db/writes/register/preparation.ts";
import { updatePlan } from "../../../db/writes/register/plans.ts";
import { updateMatter } from "../../../db/writes/report/meetings.ts";
import { NotAllowed } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requirePlan } from "../plans/require-plan.ts";
import type { TakeBackPlan } from "./schema.ts";

/** Makes a plan in beredning a draft again, and takes it away from its meetings, with the reason. */
export function takeBackPlan(ctx: Context, id: string, { reason, version }: TakeBackPlan): Promise<void> {
	return write(ctx, async ({ trx, allow, record }) => {
		const plan = await requirePlan(trx, id);
		await allow("plan.edit", plan.unit_id);
		const preparation = await findPreparation(trx, id);
		if (plan.status !== "preparation" || !preparation)
			throw new NotAllowed(`Internkontrollplan ${plan.year} är inte i beredning. Det finns inget att ta tillbaka.`);
		await requireFresh(trx, await updatePlan(trx, id, version, { status: "draft" }), "plan", id);
		const taken = { withdrawn_at: nowOf(ctx), withdrawn_by: ctx.actor.id!, withdrawn_reason: reason };
		await withdrawPreparation(trx, preparation.id, taken);
		for (const matter of await listMatters(trx, { subjects: { kind: "plan", ids: [id] } }))
			await updateMatter(trx, matter.id, matter.version, { removed_reason: reason });
		await record({
			type: "plan.taken_back",
			unit_id: plan.unit_id,
			object: { kind: "plan", id },
			data: { year: plan.year, reason },
		});
	});
}
