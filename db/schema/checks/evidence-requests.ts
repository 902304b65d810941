import type { EvidenceParent } from "../vocabulary.ts";

/** What evidence can be asked for about: what a check finds. A measure and a recommendation have an owner who adds it. */
export const REQUESTED_PARENTS = ["sample_item", "control_run", "deviation"] as const satisfies EvidenceParent[];
export type RequestedParent = (typeof REQUESTED_PARENTS)[number];

/** How a request ended. */
export const REQUEST_OUTCOMES = { sent: "Skickat", declined: "Finns inte att skicka", withdrawn: "Återtagen" } as const;
export type RequestOutcome = keyof typeof REQUEST_OUTCOMES;

/** A named person is asked for evidence. Never edited: what else is needed is another request. */
export interface EvidenceRequestTable {
	id: string;
	parent_kind: RequestedParent;
	parent_id: string;
	/** Counts within what it is about. */
	number: number;
	unit_id: string;
	asked_of: string;
	/** What is wanted, in the asker's words. */
	wanted: string;
	asked_at: string;
	asked_by: string;
}

/** The one end that a request gets. */
export interface EvidenceReplyTable {
	request_id: string;
	outcome: RequestOutcome;
	/** Why nothing was sent; "" is allowed for the others. */
	note: string;
	/** What was sent, and null for every other outcome. */
	evidence_id: string | null;
	replied_at: string;
	replied_by: string;
}
