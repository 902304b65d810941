import type { ReplacementReason } from "../vocabulary.ts";

export const SWAP_DECISIONS = { accepted: "Godtaget", refused: "Nekat" } as const;
export type SwapDecision = keyof typeof SWAP_DECISIONS;

/**
 * A performer's proposal that a drawn item lies outside the control and gives way to the next in the draw. Until the reviewer has
 * accepted it nothing is known of its place in the sample.
 */
export interface SwapTable {
	id: string;
	run_id: string;
	/** The place on the page, which the item that came instead has too. */
	position: number;
	/** The item that was drawn, and the one that took its place. */
	item_id: string;
	by_item_id: string;
	kind: ReplacementReason;
	/** The unit that the purchase is said to belong to. */
	unit_id: string | null;
	note: string;
	proposed_at: string;
	proposed_by: string;
	/** Null until the reviewer has decided. */
	decision: SwapDecision | null;
	decision_note: string;
	decided_at: string | null;
	decided_by: string | null;
	version: number;
}
