import type { CorrectionKind } from "../../../../db/schema/checks/populations-corrections.ts";
import type { Context } from "../../../ground/write/context.ts";
import { type FrameChange, FrameComparison } from "./compare-frame.ts";
import type { FrameTerms } from "../frame/frame-terms.ts";
import type { FrameTotals } from "../frame/place-items.ts";
import type { PurchaseSource } from "../read/purchase-source.ts";

/** How a corrected file differs from the population that is frozen: counts and sums per unit, and the first purchases by key. */
export interface FrameDifference {
	units: {
		unit_name: string;
		kind: CorrectionKind;
		n: number;
		old_sum_ore: number | null;
		new_sum_ore: number | null;
	}[];
	lines: (FrameChange & { unit_name: string })[];
	count: number;
	/** The keys of the purchases that would leave the frame, the first ones: each needs a reason. */
	leaving: string[];
}

/** How many purchases a preview names. */
const SHOWN = 100;

/** Returns the frame that a file would give, and for a corrected file also what differs from the frozen one. Stores nothing. */
export async function comparedFrame(
	ctx: Context,
	source: PurchaseSource,
	terms: FrameTerms,
): Promise<{ totals: FrameTotals; difference: FrameDifference | null }> {
	if (!terms.corrected) return { totals: await source.total(terms), difference: null };
	const comparison = await FrameComparison.with(ctx.db, terms.corrected.id);
	const placed = await source.place(terms);
	// nothing is stored, so the lines have no ids
	await comparison.addAll(placed, 0);
	const { totals } = placed;
	for (const line of totals.waiting) comparison.addWaiting(line);
	return { totals, difference: differenceOf(comparison.finish(), terms) };
}

function differenceOf(changes: readonly FrameChange[], { units }: FrameTerms): FrameDifference {
	const order = new Map(units.map((unit, index) => [unit.id, { name: unit.name, index }]));
	const sums = new Map<string, FrameDifference["units"][number] & { index: number }>();
	for (const { kind, unit_id, old_amount_ore, new_amount_ore } of changes) {
		const { name: unit_name = "", index = 0 } = order.get(unit_id) ?? {};
		const key = `${unit_id} ${kind}`;
		const sum = sums.get(key) ?? { unit_name, kind, n: 0, old_sum_ore: null, new_sum_ore: null, index };
		sum.n += 1;
		if (old_amount_ore !== null) sum.old_sum_ore = (sum.old_sum_ore ?? 0) + old_amount_ore;
		if (new_amount_ore !== null) sum.new_sum_ore = (sum.new_sum_ore ?? 0) + new_amount_ore;
		sums.set(key, sum);
	}
	const shown = [...changes].sort((a, b) => (a.item_key < b.item_key ? -1 : 1)).slice(0, SHOWN);
	return {
		units: [...sums.values()].sort((a, b) => a.index - b.index || (a.kind < b.kind ? -1 : 1)),
		lines: shown.map((one) => ({ ...one, unit_name: order.get(one.unit_id)?.name ?? "" })),
		count: changes.length,
		leaving: changes
			.filter((one) => one.leaves)
			.slice(0, SHOWN)
			.map((one) => one.item_key),
	};
}
