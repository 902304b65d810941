import type { Db } from "../../../db/open.ts";
import { type Draw, listDrawnStrata, listEarlierDraws, listUsedReserves } from "../../../db/queries/checks/draws.ts";
import { findMoneyDraw } from "../../../db/queries/checks/own-forms/hired-staff.ts";
import { findPopulationByDraw, listStratumLines } from "../../../db/queries/checks/populations.ts";
import { buildDrawRecord, type DrawRecord } from "../../ground/sampling/draw-record.ts";
import { frozenTerms } from "../../ground/write/frozen-terms.ts";
import { buildMoneyRecord } from "../../ground/sampling/money-record.ts";
import { NotFound } from "../../ground/errors.ts";

/**
 * Builds the record of a finished draw anew from the frozen lines and the revealed secret, and refuses it unless it agrees with
 * what was logged. Throws `NotFound` before the draw, when there is nothing to show yet.
 */
export async function recordOf(db: Db, draw: Draw): Promise<DrawRecord> {
	const population = await findPopulationByDraw(db, draw.id);
	if (draw.secret === null || !population) throw new NotFound(`record of ${draw.draw_id} before the draw`);
	const strata = await listDrawnStrata(db, draw.id);
	const nameOf = new Map(strata.map((stratum) => [stratum.unit_id, stratum.unit_code ?? stratum.unit_name]));
	const rows: { key: string; unit: string; amountOre: number }[] = [];
	for (const { unit_id } of strata) {
		const unit = nameOf.get(unit_id)!;
		const lines = await listStratumLines(db, population.id, unit_id);
		for (const line of lines) rows.push({ key: line.item_key, unit, amountOre: line.amount_ore });
	}
	const told = {
		drawId: draw.draw_id,
		secretHex: draw.secret,
		publicValue: draw.public_value,
		cutOff: population.cut_off,
		filter: population.filter,
		logged: { commitment: draw.commitment, digest: population.digest },
	};
	const before = await beforeIt(db, draw);
	const money = await findMoneyDraw(db, draw.id);
	if (money) {
		const units = strata.map((stratum) => nameOf.get(stratum.unit_id)!);
		return { ...buildMoneyRecord({ ...told, method: money.method, n: money.n, units, rows }), ...before };
	}
	const used = await listUsedReserves(db, draw.id);
	const record = buildDrawRecord({
		...told,
		strata: strata.map((stratum) => ({ id: nameOf.get(stratum.unit_id)!, n: stratum.n })),
		rows,
		reserveCount: frozenTerms(population).reserve_count,
		usedReserves: used.map((one) => ({
			unit: nameOf.get(one.unit_id)!,
			removedKey: one.removed_key,
			replacementKey: one.replacement_key,
			reason: one.reason,
		})),
	});
	return { ...record, ...before };
}

/** What the record says of the draws that this one came instead of; nothing for a period's only draw. */
async function beforeIt(db: Db, draw: Draw): Promise<Pick<DrawRecord, "reason" | "earlier">> {
	const earlier = await listEarlierDraws(db, draw);
	if (earlier.length === 0) return {};
	return {
		reason: draw.reason,
		earlier: earlier.map(({ draw_id, planned_at, reason }) => ({ drawId: draw_id, plannedAt: planned_at, reason })),
	};
}
