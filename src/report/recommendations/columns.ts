import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import {
	QUESTION_ANSWERS,
	RECOMMENDATION_QUESTIONS,
	RECOMMENDATION_SOURCES,
	RECOMMENDATION_STATUSES,
	type RecommendationQuestion,
} from "../../../db/schema/report/recommendations.ts";
import type { Column } from "../../ground/tables/column.ts";

const questions = Object.entries(RECOMMENDATION_QUESTIONS) as [RecommendationQuestion, string][];

export const RECEIVED_LABELS = {
	source: "Källa",
	issuer: "Avsändare",
	received_on: "Datum",
	title: "Rubrik",
	text: "Rekommendation",
	requirements: "Krav",
	owner_id: "Ansvarig",
	due_on: "Klart senast",
} as const;

export const ANSWER_LABELS = { answer: "Svar", ...RECOMMENDATION_QUESTIONS, status: "Status" } as const;

export const recommendationColumns: readonly Column<Recommendation>[] = [
	{ key: "number", label: "Nummer", type: "count", width: 9, value: (row) => row.number },
	{ key: "title", label: "Rubrik", type: "text", width: 44, value: (row) => row.title },
	{ key: "source", label: "Källa", type: "text", width: 11, value: (row) => RECOMMENDATION_SOURCES[row.source] },
	{ key: "issuer", label: "Avsändare", type: "text", width: 30, value: (row) => row.issuer },
	{ key: "received_on", label: "Datum", type: "date", width: 12, value: (row) => row.received_on },
	{ key: "text", label: "Rekommendation", type: "text", width: 60, value: (row) => row.text },
	{
		key: "requirements",
		label: "Krav",
		type: "text",
		width: 10,
		value: (row) => (JSON.parse(row.requirements) as string[]).join(", "),
	},
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	{ key: "due_on", label: "Klart senast", type: "date", width: 12, value: (row) => row.due_on },
	{ key: "answer", label: "Svar", type: "text", width: 60, value: (row) => row.answer },
	...questions.map(
		([key, label]): Column<Recommendation> => ({
			key,
			label,
			type: "text",
			width: 15,
			value: (row) => QUESTION_ANSWERS[row[key]],
		}),
	),
	{ key: "status", label: "Status", type: "text", width: 12, value: (row) => RECOMMENDATION_STATUSES[row.status] },
	{ key: "closed_on", label: "Avslutad", type: "date", width: 12, value: (row) => row.closed_on },
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: (row) => row.board },
];
