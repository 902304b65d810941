import type {
	Assessed,
	AssessmentLevel,
	AssessmentState,
	FollowUpKind,
	FollowUpStatus,
	GovernanceKind,
	GovernanceStatus,
	Grade,
	PointStatus,
} from "./assessment-words.ts";

/** What is said in one period about one risk, measure or control. The numbers beside are computed, never stored here. */
export interface FollowUpTable {
	id: string;
	period_id: string;
	subject_kind: FollowUpKind;
	subject_id: string;
	status: FollowUpStatus | null;
	result: string;
	analysis: string;
	new_measure: string;
	/** 1 when the subject goes on into next year's plan. */
	next_year: number;
	written_at: string;
	written_by: string;
	/** When the controller has read and completed it. */
	completed_at: string | null;
	completed_by: string | null;
	version: number;
}

/** Who delivers what to a report, and when. */
export interface PeriodDeliveryTable {
	id: string;
	period_id: string;
	what: string;
	person_id: string;
	due_on: string;
	delivered_at: string | null;
	delivered_by: string | null;
	version: number;
}

/** One reminder to one person about one report and day. */
export interface ReminderTable {
	id: string;
	period_id: string;
	person_id: string;
	day: string;
	matters: number;
	sent_at: string;
	sent_by: string;
}

/** A report as it was closed: never changed, never removed. A correction is the next edition. */
export interface PeriodSealTable {
	id: string;
	period_id: string;
	board_id: string;
	edition: number;
	/** The period's days as they were sealed: what the database's own guard goes by. */
	first_day: string;
	cut_off: string;
	found_before: string;
	/** Why there is a new edition; empty for the first. */
	reason: string;
	/** JSON: what differs from the edition before. */
	difference: string;
	/** Canonical JSON of everything in the period. */
	content: string;
	/** SHA-256 of `content`. */
	digest: string;
	trail_seq: number;
	trail_hash: string;
	/** Ed25519 over the statement, base64. */
	signature: string;
	key_fingerprint: string;
	sealed_at: string;
	sealed_by: string;
}

/** A sealed report opened for correction: its words may change until the next edition is sealed; runs and answers never. */
export interface PeriodCorrectionTable {
	id: string;
	period_id: string;
	reason: string;
	opened_at: string;
	opened_by: string;
	sealed_edition: number | null;
}

export interface AssessmentTable {
	id: string;
	/** Unique: the period, level and unit, or the year and region. */
	key: string;
	/** Null for the region's consolidated one, which is over many boards' reports. */
	period_id: string | null;
	year: number;
	level: AssessmentLevel;
	unit_id: string;
	state: AssessmentState;
	prepared_by: string | null;
	prepared_at: string | null;
	approved_by: string | null;
	approved_at: string | null;
	/** Why it was last sent back; empty otherwise. */
	return_reason: string;
	decided_on: string | null;
	decision_paragraph: string | null;
	registry_no: string | null;
	version: number;
}

export interface AssessmentPartTable {
	id: string;
	assessment_id: string;
	requirement: Assessed;
	grade: Grade;
	/** What was suggested when it was written. */
	suggested: Grade | null;
	reasons: string;
	deficiencies: string;
	/** Why it goes against the suggestion. */
	departure_reason: string;
	written_at: string;
	written_by: string;
	version: number;
}

/** A goal, assignment or economic frame of the board's verksamhetsplan (krav a–b). */
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

/** The meeting between förvaltningschef and regiondirektör about one report. */
export interface DialogueTable {
	id: string;
	period_id: string;
	held_on: string;
	participants: string;
	notes: string;
	version: number;
}

export interface DialoguePointTable {
	id: string;
	dialogue_id: string;
	text: string;
	person_id: string | null;
	due_on: string | null;
	status: PointStatus;
	outcome: string;
	version: number;
}
