import type { PurchaseItem } from "../../../ground/reading/vouchers.ts";
import type { FrameUnit } from "./frame-terms.ts";

/**
 * Where an item belongs. The frame: 0 < amount < limit; at a unit where the control is carried out; no salary or what else the
 * control leaves out; in no earlier frame of the control, whatever its date up to the period's last day. A credit note is never
 * drawn: it stands in a list of its own beside the frame, so that "ett belopp större än 0" is true.
 */
export type Place = "frame" | "credit_note" | "over_limit" | "zero" | "earlier_frame" | "unit_outside" | "not_purchase";

export interface PlacedItem {
	item: PurchaseItem;
	key: string;
	unit: FrameUnit;
	place: Place;
	/** Why it is no purchase of the control, in words; null for what is one. */
	why: string | null;
}
