import type { Trx } from "../../db/open.ts";
import { findPurchaseControl } from "../../db/queries/checks/populations.ts";
import { termsAtFreeze } from "../../src/checks/populations/frame/terms-at-freeze.ts";
import { occurrenceOf } from "../../src/ground/calendar/occurrence.ts";
import type { FrozenTerms } from "../../src/ground/write/frozen-terms.ts";

/** The terms that the product would freeze a population under now, for tests that put one in place directly. */
export async function freezeTerms(
	trx: Trx,
	control_id: string,
	period_key: string,
	strata: { unit_id: string; n: number }[],
	change: Partial<FrozenTerms> = {},
): Promise<{ checklist_id: string | null; terms: string }> {
	const control = (await findPurchaseControl(trx, control_id))!;
	const terms = await termsAtFreeze(trx, {
		terms: { control, period: occurrenceOf(period_key) },
		strata: strata.map((stratum) => ({ unit: "", ...stratum })),
		positive_ore: 0,
		public_source: null,
		early_reason: null,
	});
	return { checklist_id: control.checklist_id, terms: JSON.stringify({ ...terms, ...change }) };
}
