import type { AssessmentRow } from "../../../db/queries/report/assessments.ts";
import { ASSESSMENT_LEVELS, ASSESSMENT_STATES, GRADES, SETTLED_ASSESSMENTS } from "../../../db/schema/report/words.ts";
import type { Column } from "../../ground/tables/column.ts";

export const PART_FIELDS = {
	grade: { label: "Bedömning", kind: "word", words: GRADES },
	reasons: { label: "Skäl", kind: "text" },
	deficiencies: { label: "Brister", kind: "text" },
	departure_reason: { label: "Skäl för avsteg från förslaget", kind: "text" },
} as const;

/** "Hälso- och sjukvårdsnämnden", "Område nära vård": whom an assessment is about. */
export function assessedName(row: Pick<AssessmentRow, "level" | "unit" | "board">): string {
	return row.level === "board" ? (row.board ?? row.unit) : row.unit;
}

/** Returns whose word the page shows and how far it has come, so that nobody takes a proposal for a decision. */
export function standingOf(
	assessment: Pick<AssessmentRow, "level" | "state" | "decided_on" | "decision_paragraph">,
): string {
	const { level, state, decided_on, decision_paragraph } = assessment;
	if (level !== "board")
		return SETTLED_ASSESSMENTS.includes(state)
			? "Förvaltningens bedömning, godkänd i förvaltningen. Nämnden har inte beslutat."
			: "Förvaltningens förslag, inte godkänt";
	if (state === "decided") return `Nämndens beslut ${decided_on} § ${decision_paragraph}`;
	return state === "approved"
		? "Förslag till nämnden, godkänt. Nämnden har inte beslutat."
		: "Förslag till nämnden, inte godkänt";
}

export const assessmentColumns: readonly Column<AssessmentRow>[] = [
	{ key: "name", first: true, label: "Avser", type: "text", width: 36, value: assessedName },
	{
		key: "level",
		first: true,
		phone: true,
		label: "Nivå",
		type: "text",
		width: 20,
		words: ASSESSMENT_LEVELS,
		value: (row) => ASSESSMENT_LEVELS[row.level],
	},
	{
		key: "period",
		first: true,
		label: "Rapport",
		type: "text",
		width: 28,
		value: (row) => row.period ?? String(row.year),
	},
	{
		key: "total",
		first: true,
		phone: true,
		label: "Totalt",
		type: "text",
		width: 30,
		words: GRADES,
		value: (row) => row.total && GRADES[row.total],
	},
	{
		key: "state",
		first: true,
		phone: true,
		label: "Status",
		type: "text",
		width: 16,
		words: ASSESSMENT_STATES,
		value: (row) => ASSESSMENT_STATES[row.state],
	},
	{ key: "preparer", label: "Beredd av", type: "text", width: 20, value: (row) => row.preparer },
	{ key: "approver", label: "Godkänd av", type: "text", width: 20, value: (row) => row.approver },
	{ key: "decided_on", label: "Beslutad", type: "date", width: 12, value: (row) => row.decided_on },
	{ key: "paragraph", label: "Paragraf", type: "text", width: 10, value: (row) => row.decision_paragraph },
	{ key: "registry_no", label: "Diarienummer", type: "text", width: 16, value: (row) => row.registry_no },
];
