import { updateRecommendation } from "../../../db/writes/report/recommendations.ts";
import { mayAt } from "../../ground/access/require-may.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { changesBetween } from "../../ground/write/events/changes.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { ownerRole, requireRecommendation } from "./require-recommendation.ts";
import type { AnswerRecommendation } from "./schema.ts";

/** The answer and the four questions, by the one responsible or the förvaltning. Closing, and opening again, is the controller's. */
export function answerRecommendation(
	ctx: Context,
	id: string,
	{ version, ...input }: AnswerRecommendation,
): Promise<void> {
	return write(ctx, async ({ trx, allow, record, unchanged }) => {
		const row = await requireRecommendation(trx, id);
		const own = ownerRole(ctx.actor, row);
		await allow("recommendation.answer", own?.unit_id ?? row.unit_id, own?.substitute_for?.id);
		const closes = (input.status === "closed") !== (row.status === "closed");
		if (closes && !(await mayAt(trx, ctx.actor, "recommendation.edit", row.unit_id))) {
			throw new Invalid({ status: "Controllern avslutar rekommendationen. Spara svaret med status Pågår." });
		}
		const closed_on = input.status === "closed" ? (row.closed_on ?? stockholmDate(nowOf(ctx))) : null;
		const values = { ...input, closed_on };
		const changes = changesBetween(row, values);
		if (Object.keys(changes).length === 0 && version === row.version) return unchanged(undefined);
		await requireFresh(trx, await updateRecommendation(trx, id, version, values), "recommendation", id);
		await record({
			type: "recommendation.answered",
			unit_id: row.unit_id,
			object: { kind: "recommendation", id },
			data: { number: row.number, title: row.title, status: input.status, changes },
		});
	});
}
