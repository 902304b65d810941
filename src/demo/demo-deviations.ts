import { findDeviation, listDeviations } from "../../db/queries/checks/deviations.ts";
import { closeDeviation } from "../checks/deviations/close-deviation.ts";
import { handleDeviation } from "../checks/deviations/handle-deviation.ts";
import type { Context } from "../ground/write/context.ts";
import type { DemoOrganisation } from "./demo-organisation.ts";
import { asPerson } from "./as-person.ts";

/** What a month's deviations led to: the unit's chef handles them, and of two in three the effect has been checked by the controller. */
export async function followDemoDeviations(
	ctx: Context,
	organisation: DemoOrganisation,
	period: string,
	times: { handled: string; closed: string },
): Promise<void> {
	const found = (await listDeviations(ctx.db, { reach: "all" })).filter((one) => one.period_key === period);
	for (const deviation of found) {
		const unit = organisation.units.find((one) => one.id === deviation.unit_id);
		if (!unit || deviation.status !== "open") continue;
		await handleDeviation(await asPerson(ctx, unit.manager, times.handled), deviation.id, {
			version: deviation.version,
			root_cause: "Rutinen var inte känd av alla som beställer.",
			plan: "Gå igenom rutinen på arbetsplatsträffen och följ upp nästa månads stickprov.",
			owner_id: unit.manager.id,
			due_on: times.closed.slice(0, 10),
		});
		if (deviation.number % 3 === 0) continue;
		const handled = await findDeviation(ctx.db, deviation.id);
		await closeDeviation(await asPerson(ctx, organisation.controller, times.closed), deviation.id, {
			version: handled!.version,
			effective: "yes",
			effect_check: "Nästa stickprov visade inget nytt fel av samma slag.",
		});
	}
}
