import type { GovernanceKind, GovernanceStatus } from "./words.ts";

/** A goal, assignment or budget of the board's verksamhetsplan (krav a–b). */
export interface GovernanceItemTable {
	id: string;
	board_id: string;
	year: number;
	kind: GovernanceKind;
	position: number;
	number: string;
	title: string;
	/** Indicators of a goal, parts of an assignment: one a line. */
	details: string;
	owner_id: string | null;
	budget_ore: number | null;
	version: number;
}

export interface GovernanceStatusTable {
	id: string;
	period_id: string;
	item_id: string;
	status: GovernanceStatus;
	comment: string;
	outcome_ore: number | null;
	written_at: string;
	written_by: string;
	version: number;
}
