import type { Answer, CauseCode, ItemKind, ItemStatus } from "../vocabulary.ts";

export interface SampleItemTable {
	id: string;
	run_id: string;
	line_id: number;
	/** Order on the page, 1… */
	position: number;
	/** Rank in the stratum; null for targeted items. */
	rank: number | null;
	hash: string | null;
	kind: ItemKind;
	status: ItemStatus;
	/** Why it was targeted or replaced. */
	reason: string;
	replaces_id: string | null;
	version: number;
}

export interface CheckAnswerTable {
	id: string;
	item_id: string;
	question_id: string;
	answer: Answer;
	comment: string;
	cause_code: CauseCode | null;
	/** 1 when it was given together with the item's other unanswered questions, by one tap. */
	together: number;
	/** What is written of a Nej that is not described yet, as JSON: it has no deviation to stand in. Null for a whole answer. */
	draft: string | null;
	answered_at: string;
	answered_by: string;
	version: number;
}
