import { updateDeviation } from "../../../db/writes/checks/deviations.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { write } from "../../ground/write/write.ts";
import { requireNoHand } from "../duties/require-no-hand.ts";
import { requireDeviation, requireUnfinished } from "./require-deviation.ts";
import type { CloseDeviation } from "./schema.ts";

/** Checks the effect of what was done: it helped and the deviation is closed, or it did not and the deviation opens again. */
export function closeDeviation(ctx: Context, id: string, input: CloseDeviation): Promise<void> {
	return write(ctx, async ({ trx, allow, record, notify }) => {
		const deviation = await requireDeviation(trx, id);
		const role = await allow("deviation.close", deviation.unit_id);
		const about = { unit_id: deviation.unit_id, object: { kind: "deviation" as const, id } };
		const who = { personId: ctx.actor.id, absentId: role.substitute_for?.id ?? null };
		await requireNoHand(trx, ["check_effect", "close"], deviation, { ...who, told: "avsluta" });
		requireUnfinished(deviation);
		if (deviation.status === "open" && deviation.severity !== "minor") {
			throw new Invalid({
				"": "En större eller väsentlig avvikelse hanteras med en plan innan effekten kontrolleras.",
			});
		}
		const { number, title } = deviation;
		const { effect_check } = input;
		const after =
			input.effective === "yes"
				? { status: "closed" as const, effect_check, closed_at: nowOf(ctx), closed_by: ctx.actor.id }
				: { status: "open" as const, effect_check };
		await requireFresh(trx, await updateDeviation(trx, id, input.version, after), "deviation", id);
		await record(
			input.effective === "yes"
				? { type: "deviation.closed", ...about, data: { number, title, effect_check } }
				: { type: "deviation.reopened", ...about, data: { number, title, reason: effect_check } },
		);
		await notify({
			to: deviation.found_by,
			kind: "feedback",
			...about,
			title: `Avvikelse ${number}`,
			unit: deviation.unit_name,
		});
	});
}
