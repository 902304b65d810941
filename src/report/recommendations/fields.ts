import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import {
	QUESTION_ANSWERS,
	RECOMMENDATION_QUESTIONS,
	RECOMMENDATION_SOURCES,
	RECOMMENDATION_STATUSES,
} from "../../../db/schema/report/recommendations.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { AnswerRecommendation, EditRecommendation } from "./schema.ts";

/** What was received, which krav it touches and who answers for it. */
export const RECEIVED_FIELDS = {
	source: { label: "Källa", kind: "word", words: RECOMMENDATION_SOURCES },
	issuer: { label: "Avsändare", kind: "text" },
	received_on: { label: "Datum", kind: "date" },
	title: { label: "Rubrik", kind: "text" },
	text: { label: "Rekommendation", trail: "text", kind: "text" },
	requirements: { label: "Krav", kind: "words", read: (row) => JSON.parse(row.requirements) as string[] },
	owner_id: { label: "Ansvarig", kind: "reference", name: (row) => row.owner },
	due_on: { label: "Klart senast", kind: "date" },
} as const satisfies FieldsOf<EditRecommendation, Recommendation>;

/** The answer and the four questions. */
export const ANSWER_FIELDS = {
	answer: { label: "Svar", kind: "text" },
	decided: { label: RECOMMENDATION_QUESTIONS.decided, kind: "word", words: QUESTION_ANSWERS },
	carried_out: { label: RECOMMENDATION_QUESTIONS.carried_out, kind: "word", words: QUESTION_ANSWERS },
	reported_back: { label: RECOMMENDATION_QUESTIONS.reported_back, kind: "word", words: QUESTION_ANSWERS },
	remaining_need: { label: RECOMMENDATION_QUESTIONS.remaining_need, kind: "word", words: QUESTION_ANSWERS },
	status: { label: "Status", kind: "word", words: RECOMMENDATION_STATUSES },
} as const satisfies FieldsOf<AnswerRecommendation, Recommendation>;
