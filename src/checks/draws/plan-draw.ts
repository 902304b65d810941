import { randomBytes } from "node:crypto";
import { insertDraw } from "../../../db/writes/checks/draws.ts";
import { commitment } from "../../ground/sampling/selection.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { newId } from "../../ground/write/new-id.ts";
import type { Writing } from "../../ground/write/write.ts";

/**
 * The part of a draw that is stored before the draw is made: nobody can read the secret, and nobody can exchange it unnoticed.
 */
interface PlannedSecret {
	id: string;
	draw_id: string;
	commitment: string;
	secret_encrypted: string;
	planned_at: string;
}

/**
 * A new secret for the draw, sealed as soon as it exists, with the commitment that shows afterwards that it was not changed. The
 * secret itself never leaves this function; the caller stores what it returns and records the commitment in the same transaction.
 */
export function planSecret(ctx: Context, draw_id: string): PlannedSecret {
	const secret = randomBytes(32).toString("hex");
	return {
		id: newId(ctx.clock()),
		draw_id,
		commitment: commitment(draw_id, secret),
		secret_encrypted: ctx.keys.encrypt(secret),
		planned_at: nowOf(ctx),
	};
}

/**
 * Plans the draw of a control's period before anybody can know the population. It runs in the transaction of the command that
 * makes the draw needed.
 */
export async function planDraw(
	ctx: Context,
	{ trx, record }: Pick<Writing, "trx" | "record">,
	plan: {
		draw_id: string;
		control_id: string;
		period_key: string;
		/** The board's förvaltning; the trail files the event under it. */
		unit_id: string;
		/** Why an earlier draw is replaced by this one; "" for a period's first draw. */
		reason: string;
	},
): Promise<PlannedSecret> {
	const { unit_id, draw_id, reason, ...about } = plan;
	const planned = planSecret(ctx, draw_id);
	await insertDraw(trx, {
		...planned,
		...about,
		reason,
		secret: null,
		public_value: null,
		drawn_at: null,
		drawn_by: null,
		version: 1,
	});
	await record({
		type: "draw.planned",
		unit_id,
		object: { kind: "draw", id: planned.id },
		data: { draw_id, commitment: planned.commitment, reason },
	});
	return planned;
}
