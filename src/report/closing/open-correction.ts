import { isUniqueViolation } from "../../../db/errors.ts";
import { listSeals } from "../../../db/queries/report/closing.ts";
import { insertCorrection } from "../../../db/writes/report/closing.ts";
import { requireKnownPeriod } from "../periods/require-open.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { write } from "../../ground/write/write.ts";
import type { OpenCorrection } from "./schema.ts";

/**
 * Opens the words of a closed report for correction, with the reason. What was found in the period stays closed, and the
 * earlier edition is kept as it was.
 */
export async function openCorrection(ctx: Context, periodId: string, { reason }: OpenCorrection): Promise<void> {
	try {
		await write(ctx, async ({ trx, allow, record }) => {
			const period = await requireKnownPeriod(trx, periodId);
			await allow("period.close", period.unit_id);
			if ((await listSeals(trx, periodId)).length === 0) throw new Invalid({ "": "Rapporten är inte stängd." });
			const opened = { opened_at: nowOf(ctx), opened_by: ctx.actor.id!, sealed_edition: null };
			await insertCorrection(trx, { id: newId(ctx.clock()), period_id: periodId, reason, ...opened });
			await record({
				type: "seal.correction_opened",
				unit_id: period.unit_id,
				object: { kind: "reporting_period", id: periodId },
				data: { period: period.name, reason },
			});
		});
	} catch (error) {
		if (isUniqueViolation(error)) throw new Invalid({ "": "Rapporten är redan öppen för rättelse." });
		throw error;
	}
}
