import type { DeviationOfItem } from "../../../db/queries/checks/deviations.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Severity } from "../../../db/schema/vocabulary.ts";
import type { Context } from "../../ground/write/context.ts";
import type { Writing } from "../../ground/write/write.ts";
import { requireNoHand } from "../duties/require-no-hand.ts";
import { isEasing } from "./edit-deviation.ts";

/**
 * Once the run is signed, refuses a person with a hand in a större avvikelse who would make it go away or make it smaller.
 * `severity` is the new severity; null when the deviation goes away.
 */
export async function requireNoUndoing(
	{ trx }: Writing,
	ctx: Context,
	run: Run,
	existing: DeviationOfItem,
	severity: Severity | null,
): Promise<void> {
	if (run.signed_at === null || existing.status === "withdrawn") return;
	const who = { personId: ctx.actor.id, absentId: run.performer_id === ctx.actor.id ? null : run.performer_id };
	if (severity === null) await requireNoHand(trx, ["withdraw"], existing, { ...who, told: "återta" });
	else if (isEasing(existing.severity, severity))
		await requireNoHand(trx, ["ease"], existing, { ...who, told: "sänka allvarlighetsgraden för" });
}
