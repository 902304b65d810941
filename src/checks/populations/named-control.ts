import type { Db } from "../../../db/open.ts";
import { listPurchaseControls, type PurchaseControl } from "../../../db/queries/checks/populations.ts";
import { Invalid } from "../../ground/errors.ts";

/** The purchase control named by its key in the plan in force for the period's year, or the only one there is. */
export async function requireNamedControl(db: Db, period: string, key: string | undefined): Promise<PurchaseControl> {
	const year = period.slice(0, 4);
	const controls = await listPurchaseControls(db, "all", Number(year));
	if (controls.length === 0)
		throw new Invalid({ "": `Ingen gällande plan för ${year} har ett kontrollmoment med inköp.` });
	const named = key === undefined ? onlyPurchases(controls) : controls.filter((control) => control.key === key);
	const [only] = named;
	if (only && named.length === 1) return only;
	throw new Invalid({ control_id: `Välj ett av kontrollmomenten ${controls.map((one) => one.key).join(", ")}.` });
}

/**
 * For a file without a named control, returns the control of purchases under the limit when there is exactly one, otherwise all
 * controls.
 */
function onlyPurchases(controls: readonly PurchaseControl[]): readonly PurchaseControl[] {
	const purchases = controls.filter((control) => control.population_kind === "purchases_below_limit");
	return purchases.length === 1 ? purchases : controls;
}
