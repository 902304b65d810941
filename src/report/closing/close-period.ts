import { lastEvent } from "../../../db/queries/ground/write.ts";
import { findOpenCorrection, findSeal, listSeals } from "../../../db/queries/report/closing.ts";
import { endCorrection, insertSeal } from "../../../db/writes/report/closing.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { requireKnownPeriod } from "../periods/require-open.ts";
import { readReadiness } from "../readiness/read-readiness.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { GENESIS } from "../../ground/write/trail.ts";
import { write } from "../../ground/write/write.ts";
import { canonicalJson, sha256 } from "../../ground/canonical.ts";
import { readContent } from "./content.ts";
import { contentOf } from "./sealed-content.ts";
import { differencesBetween } from "./differences.ts";
import type { SealKey } from "./seal-key.ts";
import { statementOf } from "./statement.ts";

/**
 * Closes a report: reads everything in the period and seals it in the same transaction, so that no change can come between
 * (T37). A report that was open for correction gets its next edition. Returns the edition.
 */
export function closePeriod(ctx: Context, key: SealKey, periodId: string): Promise<number> {
	return write(ctx, async ({ trx, allow, record, after }) => {
		const period = await requireKnownPeriod(trx, periodId);
		await allow("period.close", period.unit_id);
		const [last] = await listSeals(trx, periodId);
		const correction = await findOpenCorrection(trx, periodId);
		if (last && !correction) throw new Invalid({ "": `${period.name} är redan stängd.` });
		const today = stockholmDate(nowOf(ctx));
		if (period.cut_off >= today) {
			throw new Invalid({ "": "Perioden är inte slut. Rapporten kan stängas dagen efter brytdatum." });
		}
		const { stops } = await readReadiness(trx, period, today);
		if (stops > 0) {
			throw new Invalid({
				"": `Rapporten kan inte stängas: ${stops} ${stops === 1 ? "sak" : "saker"} hindrar. Se sidan Läge.`,
			});
		}
		const content = await readContent(trx, period);
		const before = last ? await findSeal(trx, periodId, last.edition) : undefined;
		const json = canonicalJson(content);
		const head = (await lastEvent(trx)) ?? { seq: 0, hash: GENESIS };
		const unsigned = {
			id: newId(ctx.clock()),
			period_id: periodId,
			board_id: period.board_id,
			edition: (last?.edition ?? 0) + 1,
			first_day: period.first_day,
			cut_off: period.cut_off,
			found_before: endOfDay(period.cut_off),
			reason: correction?.reason ?? "",
			difference: JSON.stringify(before ? differencesBetween(contentOf(before.content), content) : []),
			digest: sha256(json),
			trail_seq: head.seq,
			trail_hash: head.hash,
			key_fingerprint: key.fingerprint,
			sealed_at: nowOf(ctx),
			sealed_by: ctx.actor.id!,
		};
		const signature = key.sign(statementOf(unsigned));
		await insertSeal(trx, { ...unsigned, content: json, signature });
		if (correction) await endCorrection(trx, periodId, unsigned.edition);
		const { edition, reason, digest, key_fingerprint, sealed_at } = unsigned;
		await record({
			type: "seal.made",
			unit_id: period.unit_id,
			object: { kind: "reporting_period", id: periodId },
			data: { period: period.name, edition, reason, digest, key_fingerprint },
		});
		after(() => key.note({ period_id: periodId, edition, digest, signature, key_fingerprint, sealed_at }));
		return edition;
	});
}
