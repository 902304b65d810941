/** How the controller answers a proposal; the word is said to whoever proposed it. */
export const PROPOSAL_OUTCOMES = { taken: "Tagen", merged: "Sammanslagen", declined: "Inte tagen" } as const;
export type ProposalOutcome = keyof typeof PROPOSAL_OUTCOMES;

/** What the list can be narrowed to. */
export const PROPOSAL_STATES = { open: "Inte besvarat", ...PROPOSAL_OUTCOMES } as const;
export type ProposalState = keyof typeof PROPOSAL_STATES;

/** What of the years before a proposal can be made of. */
export const SOURCE_KINDS = {
	deviation: "Avvikelse",
	recommendation: "Rekommendation",
	hit: "Regelträff",
	sam: "Svar i SAM-uppföljningen",
	opinion: "Skyddsombuds yttranden",
} as const;
export type SourceKind = keyof typeof SOURCE_KINDS;

/** A risk that somebody proposes for a year's plan. What was proposed, by whom, is never changed. */
export interface RiskProposalTable {
	id: string;
	board_id: string;
	year: number;
	/** Within the board and year. */
	number: number;
	/** Where the risk is seen; the proposer has a role there. */
	unit_id: string;
	/** What could happen. */
	title: string;
	cause: string;
	effect: string;
	seen_where: string;
	/** The row that it was made of; null when somebody thought of it. */
	source_kind: SourceKind | null;
	source_id: string | null;
	/** What the row was called when it was made use of. */
	source_title: string;
	proposed_at: string;
	proposed_by: string;
}

/** The controller's answer: one a proposal, and never changed. */
export interface ProposalAnswerTable {
	id: string;
	proposal_id: string;
	outcome: ProposalOutcome;
	/** The risk that it became, or was merged into. */
	risk_id: string | null;
	/** The proposal that it was merged into. */
	into_id: string | null;
	reason: string;
	answered_at: string;
	answered_by: string;
}

/** What an event holds to by its digest, without its words in the log. */
export function proposalText({
	cause,
	effect,
	seen_where,
}: Pick<RiskProposalTable, "cause" | "effect" | "seen_where">) {
	return [cause, effect, seen_where].join("\n\n");
}
