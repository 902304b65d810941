/** Who gave a recommendation. */
export const RECOMMENDATION_SOURCES = {
	audit: "Revision",
	supervision: "Tillsyn",
	internal: "Intern granskning",
} as const;
export type RecommendationSource = keyof typeof RECOMMENDATION_SOURCES;

export const RECOMMENDATION_STATUSES = { open: "Öppen", ongoing: "Pågår", closed: "Avslutad" } as const;
export type RecommendationStatus = keyof typeof RECOMMENDATION_STATUSES;

export const RECOMMENDATION_TONES = { open: "warn", ongoing: "info", closed: "ok" } as const;

export const OPEN_RECOMMENDATIONS: readonly RecommendationStatus[] = ["open", "ongoing"];

/** What is asked of every recommendation for as long as it is open, year after year. */
export const RECOMMENDATION_QUESTIONS = {
	decided: "Beslutad",
	carried_out: "Genomförd",
	reported_back: "Återrapporterad",
	remaining_need: "Kvarstående behov",
} as const;
export type RecommendationQuestion = keyof typeof RECOMMENDATION_QUESTIONS;

export const QUESTION_ANSWERS = { yes: "Ja", no: "Nej", not_yet: "Ej ännu" } as const;
export type QuestionAnswer = keyof typeof QUESTION_ANSWERS;

/** What of the plan a recommendation is about, or is answered by. */
export const LINKED_KINDS = { risk: "Risk", measure: "Åtgärd" } as const;
export type LinkedKind = keyof typeof LINKED_KINDS;

/** That it was linked, or is not any more: the newest of a row speaks. */
export interface RecommendationLinkTable {
	id: string;
	recommendation_id: string;
	/** Within the recommendation. */
	number: number;
	subject_kind: LinkedKind;
	subject_id: string;
	linked: number;
	written_at: string;
	written_by: string;
}

/** A recommendation from revision, tillsyn or the region's own review: what was received stands as it was; the answer follows it until it is closed. */
export interface RecommendationTable {
	id: string;
	board_id: string;
	/** Within the board. */
	number: number;
	source: RecommendationSource;
	/** "Regionens revisorer", "Inspektionen för vård och omsorg". */
	issuer: string;
	received_on: string;
	title: string;
	text: string;
	/** JSON array of krav. */
	requirements: string;
	owner_id: string | null;
	due_on: string | null;
	answer: string;
	decided: QuestionAnswer;
	carried_out: QuestionAnswer;
	reported_back: QuestionAnswer;
	remaining_need: QuestionAnswer;
	status: RecommendationStatus;
	closed_on: string | null;
	registered_at: string;
	version: number;
}

/** How long an answer is waited for where nobody has set a day. */
export const ANSWER_DAYS = 30;

/** True when the day for the answer has passed and it is not closed. */
export function isRecommendationLate(one: Pick<RecommendationTable, "due_on" | "status">, day: string): boolean {
	return one.due_on !== null && one.due_on < day && OPEN_RECOMMENDATIONS.includes(one.status);
}
