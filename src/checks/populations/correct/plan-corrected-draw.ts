import { findDrawByName, findFreeDraw } from "../../../../db/queries/checks/draws.ts";
import type { Context } from "../../../ground/write/context.ts";
import { write } from "../../../ground/write/write.ts";
import { planDraw } from "../../draws/plan-draw.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";

/**
 * Plans the draw of a population that will replace one that has not been drawn from, with its own id and a written reason, before
 * anything of the corrected file is in the register. The earlier draw is never made, and stays visible.
 */
export function planCorrectedDraw(ctx: Context, { control, period }: FrameTerms, reason: string): Promise<string> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		await allow("purchases.import", control.unit_id);
		const free = await findFreeDraw(trx, control.id, period.key);
		if (free) return unchanged(free.id);
		let number = 2;
		while (await findDrawByName(trx, `${control.key}/${period.key}/${number}`)) number++;
		const draw_id = `${control.key}/${period.key}/${number}`;
		const plan = { draw_id, control_id: control.id, period_key: period.key, unit_id: control.unit_id, reason };
		return (await planDraw(ctx, { trx, record }, plan)).id;
	});
}
