import type { PurchaseItem } from "../../../ground/reading/vouchers.ts";
import type { FrameUnit } from "./frame-terms.ts";

/**
 * Where an item belongs. The frame: 0 < |amount| < limit, so a credit note counts by its size; at a unit where the control is
 * carried out; no salary or what else the control leaves out; in no earlier frame of the control, whatever its date up to the period's last day.
 */
export type Place = "frame" | "over_limit" | "zero" | "earlier_frame" | "unit_outside" | "not_purchase";

export interface PlacedItem {
	item: PurchaseItem;
	key: string;
	unit: FrameUnit;
	place: Place;
	/** Why it is no purchase of the control, in words; null for what is one. */
	why: string | null;
}
