import { findPurchaseRisk, type LedgerHit, listHitLines } from "../../../db/queries/checks/ledger.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import { updateHit } from "../../../db/writes/checks/ledger.ts";
import { registerDeviation } from "../deviations/add-deviation.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireHit } from "./require-hit.ts";
import type { JudgeHit } from "./schema.ts";

/** A person judges a hit: explained, looked into, or a deviation, which is then registered in the same act. */
export function judgeHit(ctx: Context, hitId: string, input: JudgeHit): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, allow, record, unchanged } = writing;
		const hit = await requireHit(trx, hitId);
		await allow("hit.judge", hit.unit_id);
		if (hit.deviation_id !== null && input.status !== "deviation")
			throw new Invalid({ status: "Träffen har blivit en avvikelse. Hantera och avsluta avvikelsen i stället." });
		if (hit.status === input.status && hit.reason === input.reason) return unchanged(undefined);
		const deviation_id =
			input.status === "deviation" ? (hit.deviation_id ?? (await registerHit(ctx, writing, hit, input))) : null;
		const done = await updateHit(trx, hit.id, input.version, {
			status: input.status,
			reason: input.reason,
			judged_at: nowOf(ctx),
			judged_by: ctx.actor.id,
			deviation_id,
		});
		await requireFresh(trx, done, "ledger_hit", hit.id);
		await record({
			type: "hit.judged",
			unit_id: hit.unit_id,
			object: { kind: "ledger_hit", id: hit.id },
			data: { rule: hit.rule, title: hit.title, status: input.status, reason: input.reason },
		});
	});
}

/** The deviation belongs to the unit of the first line, and to the risk that the purchase control is about. */
async function registerHit(ctx: Context, writing: Writing, hit: LedgerHit, input: JudgeHit): Promise<string> {
	if (!input.severity) throw new Invalid({ severity: "Välj hur allvarlig avvikelsen är." });
	const [first] = await listHitLines(writing.trx, hit.id);
	const unit_id = first?.unit_id ?? hit.unit_id;
	const risk = await findPurchaseRisk(writing.trx, await unitPath(writing.trx, unit_id));
	if (!risk) {
		throw new Invalid({
			status: "Ingen gällande plan för enheten har ett kontrollmoment för inköp att knyta avvikelsen till.",
		});
	}
	return registerDeviation(ctx, writing, {
		unit_id,
		risk_id: risk.risk_id,
		title: `${LEDGER_RULES[hit.rule]}: ${hit.title}`.slice(0, 200),
		description: input.reason,
		severity: input.severity,
		cause_code: null,
		direct_fix: "",
	});
}
