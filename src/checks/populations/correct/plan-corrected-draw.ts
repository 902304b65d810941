import { randomBytes } from "node:crypto";
import { findFreeDraw } from "../../../../db/queries/checks/draws.ts";
import { findDrawByName } from "../../../../db/queries/checks/draws.ts";
import { insertDraw } from "../../../../db/writes/checks/draws.ts";
import { commitment } from "../../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../../ground/write/context.ts";
import { newId } from "../../../ground/write/new-id.ts";
import { write } from "../../../ground/write/write.ts";
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
		const secret = randomBytes(32).toString("hex");
		const id = newId(ctx.clock());
		await insertDraw(trx, {
			id,
			draw_id,
			control_id: control.id,
			period_key: period.key,
			commitment: commitment(draw_id, secret),
			secret_sealed: ctx.keys.seal(secret),
			secret: null,
			public_value: null,
			planned_at: nowOf(ctx),
			drawn_at: null,
			drawn_by: null,
			reason,
			version: 1,
		});
		await record({
			type: "draw.planned",
			unit_id: control.unit_id,
			object: { kind: "draw", id },
			data: { draw_id, commitment: commitment(draw_id, secret), reason },
		});
		return id;
	});
}
