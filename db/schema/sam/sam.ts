import type { SamAnswer, SamOutcome, SamRepStand, SamReturnState, SamRoundStatus, SamState } from "./words.ts";
import type { MeasureStatus, UnitKind } from "../vocabulary.ts";

export interface SamQuestionSetTable {
	id: string;
	edition: number;
	reason: string;
	created_at: string;
	created_by: string;
}

export interface SamQuestionTable {
	id: string;
	set_id: string;
	position: number;
	/** The same topic through the editions, so that last year's answer is found. */
	key: string;
	text: string;
	help: string;
}

export interface SamRoundTable {
	id: string;
	/** The förvaltning whose tree the round follows. */
	unit_id: string;
	year: number;
	set_id: string;
	status: SamRoundStatus;
	/** The day whose managers are asked. */
	population_on: string;
	opens_on: string;
	remind_on: string;
	/** Last day, inclusive. */
	closes_on: string;
	allows_late: number;
	version: number;
}

/** One manager's yearly follow-up of one unit; the rows of a round are also its tree, as it was. */
export interface SamReviewTable {
	id: string;
	round_id: string;
	unit_id: string;
	unit_name: string;
	unit_kind: UnitKind;
	/** The unit above, in the round's tree. */
	parent_id: string | null;
	/** Null while the post is vacant. */
	manager_id: string | null;
	manager_name: string;
	state: SamState;
	/** One letter per question in order: J, D, N, E, or "." where nothing is answered. */
	marks: string;
	participants: string;
	rep_stand: SamRepStand | null;
	rep_name: string;
	rep_on: string | null;
	rep_text: string;
	/** Version and opened form of what is said about who took part, as for an answer. */
	noted_version: number;
	noted_form: string;
	added_at: string;
	/** The unit closed, or moved out of the round. */
	ended_at: string | null;
	end_note: string;
	version: number;
}

/** Every answer ever given: the highest version of a question is the one that holds. Only added to. */
export interface SamAnswerTable {
	id: string;
	review_id: string;
	question_id: string;
	version: number;
	answer: SamAnswer;
	comment: string;
	/** The unit whose answer was copied; null for an answer of its own. */
	copied_from: string | null;
	/** The opened form that sent it: tells two tabs apart. */
	form_id: string;
	answered_at: string;
	answered_by: string;
}

export interface SamActionTable {
	id: string;
	round_id: string;
	review_id: string;
	unit_id: string;
	question_id: string;
	question_key: string;
	what: string;
	who: string;
	due_on: string | null;
	status: MeasureStatus;
	note: string;
	done_at: string | null;
	version: number;
}

export interface SamSignatureTable {
	id: string;
	review_id: string;
	signed_at: string;
	signed_by: string;
	signed_by_name: string;
	signed_for: string | null;
	is_late: number;
	digest: string;
	reopened_at: string | null;
	reopen_reason: string;
}

/** What the skyddsombud said, signed in. */
export interface SamStatementTable {
	id: string;
	review_id: string;
	person_id: string;
	person_name: string;
	stand: SamRepStand;
	text: string;
	stated_at: string;
	reopened_at: string | null;
}

export interface SamReconciliationTable {
	id: string;
	review_id: string;
	works: string;
	authority: SamAnswer;
	resources: SamAnswer;
	knowledge: SamAnswer;
	support: string;
	outcome: SamOutcome;
	outcome_text: string;
	reconciled_at: string;
	reconciled_by: string;
	reconciled_by_name: string;
	reconciled_for: string | null;
	reopened_at: string | null;
}

export interface SamReturnTable {
	id: string;
	round_id: string;
	review_id: string;
	unit_id: string;
	manager_id: string;
	manager_name: string;
	what: string;
	why: string;
	from_on: string;
	state: SamReturnState;
	raised_at: string;
	raised_by: string;
	/** Last day to acknowledge. */
	acknowledge_by: string;
	acknowledged_at: string | null;
	acknowledged_by_name: string;
	answer: string;
	replacement_id: string | null;
	replacement_name: string;
	replaced_from: string | null;
	version: number;
}

/** Who holds which work-environment tasks at a unit: written, allocated by whom, when, acknowledged. */
export interface SamAllocationTable {
	id: string;
	unit_id: string;
	manager_id: string;
	manager_name: string;
	/** JSON array of task keys. */
	tasks: string;
	other_tasks: string;
	registry_no: string;
	allocated_on: string;
	allocated_by: string;
	allocated_by_name: string;
	allocated_for: string | null;
	acknowledged_at: string | null;
	ended_at: string | null;
	end_note: string;
	version: number;
}
