import { type LedgerHit, listHitLines } from "../../../db/queries/checks/ledger.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { LEDGER_RULES, WAITING_HITS } from "../../../db/schema/checks/ledger.ts";
import { updateHit, showHidden } from "../../../db/writes/checks/ledger.ts";
import { findPurchaseRisk, listHitsOnCard } from "../../../db/queries/checks/ledger-cards.ts";
import { registerDeviation } from "../deviations/add-deviation.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requireHit } from "./require-hit.ts";
import { requireNoDuty } from "./require-no-duty.ts";
import type { JudgeHit } from "./schema.ts";

/**
 * A person judges a card (supplier × unit): the hit they looked at and what else waits on the card, as one. Explained, looked into, or a
 * deviation, which is then registered in the same act.
 */
export function judgeHit(ctx: Context, hitId: string, input: JudgeHit): Promise<void> {
	return write(ctx, async (writing) => {
		const { trx, allow, record, unchanged } = writing;
		const hit = await requireHit(trx, hitId);
		const role = await allow("hit.judge", hit.unit_id);
		if (hit.deviation_id !== null && input.status !== "deviation")
			throw new Invalid({ status: "Träffen har blivit en avvikelse. Hantera och avsluta avvikelsen i stället." });
		await requireFresh(trx, hit.card_version === input.version, "ledger_hit", hit.id);
		const judged = (await listHitsOnCard(trx, hit.card_key)).filter((one) => one.id === hit.id || isWaiting(one));
		if (judged.every((one) => one.status === input.status && one.reason === input.reason)) return unchanged(undefined);
		if (input.status === "explained") await requireNoDuty(trx, ctx.actor, role, judged);
		const deviation_id =
			input.status === "deviation" ? (hit.deviation_id ?? (await registerHit(ctx, writing, hit, input))) : null;
		for (const one of judged) {
			const done = await updateHit(trx, one.id, one.version, {
				status: input.status,
				reason: input.reason,
				hidden_by: null,
				judged_at: nowOf(ctx),
				judged_by: ctx.actor.id,
				deviation_id,
			});
			await requireFresh(trx, done, "ledger_hit", one.id);
			await record({
				type: "hit.judged",
				unit_id: one.unit_id,
				object: { kind: "ledger_hit", id: one.id },
				data: { rule: one.rule, title: one.title, status: input.status, reason: input.reason },
			});
		}
		if (input.status !== "explained")
			await showHidden(
				trx,
				judged.map((one) => one.id),
			);
	});
}

function isWaiting(hit: LedgerHit): boolean {
	return WAITING_HITS.includes(hit.status) && hit.deviation_id === null;
}

/** Registers the deviation at the unit of the first line, under the risk that the purchase control is about. */
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
