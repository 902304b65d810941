import type {
	SamActionTable,
	SamAllocationTable,
	SamAnswerTable,
	SamReconciliationTable,
	SamReturnTable,
	SamReviewTable,
	SamStatementTable,
} from "../../../../db/schema/sam/sam.ts";
import { sha256 } from "../../canonical.ts";

/**
 * The fingerprints that SAM's events carry instead of content. Each is salted by its row's random id, so that the trail proves
 * what was said but nobody can guess it from there; `isk verify` makes them again from the rows (T57).
 */
const print = (parts: readonly unknown[]) => sha256(JSON.stringify(parts));

export type Answered = Pick<SamAnswerTable, "id" | "version" | "answer" | "comment">;
export type Acted = Pick<SamActionTable, "id" | "what" | "who" | "due_on">;

export function answerPrint(row: Answered): string {
	return print([row.id, row.version, row.answer, row.comment]);
}

export function actionPrint(row: Acted): string {
	return print([row.id, row.what, row.who, row.due_on]);
}

export function statementPrint(row: Pick<SamStatementTable, "id" | "person_id" | "stand" | "text">): string {
	return print([row.id, row.person_id, row.stand, row.text]);
}

export function reconciliationPrint(
	row: Pick<
		SamReconciliationTable,
		"id" | "works" | "authority" | "resources" | "knowledge" | "support" | "outcome" | "outcome_text"
	>,
): string {
	const { id, works, authority, resources, knowledge, support, outcome, outcome_text } = row;
	return print([id, works, authority, resources, knowledge, support, outcome, outcome_text]);
}

/** Made anew at each step of the return. */
export function returnPrint(
	row: Pick<
		SamReturnTable,
		"id" | "what" | "why" | "from_on" | "state" | "acknowledged_by_name" | "answer" | "replacement_id" | "replaced_from"
	>,
): string {
	const { id, what, why, from_on, state, acknowledged_by_name, answer, replacement_id, replaced_from } = row;
	return print([id, what, why, from_on, state, acknowledged_by_name, answer, replacement_id, replaced_from]);
}

export function allocationPrint(
	row: Pick<SamAllocationTable, "id" | "manager_id" | "tasks" | "other_tasks" | "registry_no" | "allocated_on">,
): string {
	return print([row.id, row.manager_id, row.tasks, row.other_tasks, row.registry_no, row.allocated_on]);
}

type Noted = Pick<SamReviewTable, "id" | "participants" | "rep_stand" | "rep_name" | "rep_text">;

/** What a manager signs: who took part, and each question's answer and åtgärd in the questions' order. */
export function signedPrint(
	review: Noted,
	given: readonly { answer: Answered | undefined; action: Omit<Acted, "id"> | undefined }[],
): string {
	const { id, participants, rep_stand, rep_name, rep_text } = review;
	const parts = given.map(({ answer, action }) => [
		answer?.id,
		answer?.version,
		answer?.answer,
		answer?.comment,
		action?.what,
		action?.who,
		action?.due_on,
	]);
	return print([id, participants, rep_stand, rep_name, rep_text, ...parts]);
}
