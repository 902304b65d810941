import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { ANSWER_FIELDS, RECEIVED_FIELDS } from "./fields.ts";

export const recommendationColumns = columnsOf<
	Recommendation,
	keyof typeof RECEIVED_FIELDS | keyof typeof ANSWER_FIELDS
>(
	{ ...RECEIVED_FIELDS, ...ANSWER_FIELDS },
	{
		number: { first: true, label: "Nummer", type: "count", width: 9, value: (row) => row.number },
		title: { first: true, width: 44 },
		source: { first: true, phone: true, width: 11 },
		issuer: { width: 30 },
		received_on: { first: true, width: 12 },
		text: { width: 60 },
		requirements: { width: 10 },
		owner_id: { first: true, key: "owner", width: 22 },
		due_on: { first: true, phone: true, width: 12 },
		answer: { width: 60 },
		decided: { width: 15 },
		carried_out: { width: 15 },
		reported_back: { width: 15 },
		remaining_need: { width: 15 },
		status: { first: true, phone: true, width: 12 },
		closed_on: { label: "Avslutad", type: "date", width: 12, value: (row) => row.closed_on },
		board: { label: "Nämnd", type: "text", width: 30, value: (row) => row.board },
	},
);
