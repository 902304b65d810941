import { findPoint } from "../../../db/queries/report/dialogues.ts";
import { updatePoint } from "../../../db/writes/report/dialogues.ts";
import { requireKnownPeriod } from "../periods/require-open.ts";
import type { Context } from "../../ground/write/context.ts";
import { Invalid, NotFound } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import type { SettlePoint } from "./schema.ts";

/** Settles an agreed point with what it led to. Returns the report that the point belongs to. */
export function settlePoint(ctx: Context, id: string, { version, outcome }: SettlePoint): Promise<string> {
	return write(ctx, async ({ trx, allow, record }) => {
		const point = await findPoint(trx, id);
		if (!point) throw new NotFound(`dialogue point ${id}`);
		const period = await requireKnownPeriod(trx, point.period_id);
		await allow("dialogue.edit", period.unit_id);
		if (point.status === "done") throw new Invalid({ "": "Överenskommelsen är redan klar." });
		await requireFresh(
			trx,
			await updatePoint(trx, id, version, { status: "done", outcome }),
			"dialogue",
			point.dialogue_id,
		);
		await record({
			type: "dialogue.settled",
			unit_id: period.unit_id,
			object: { kind: "dialogue", id: point.dialogue_id },
			data: { period: period.name, text: point.text, outcome },
		});
		return period.id;
	});
}
