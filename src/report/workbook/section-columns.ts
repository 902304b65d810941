import { ASSESSMENT_LEVELS, ASSESSMENT_STATES, GRADES } from "../../../db/schema/report/words.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { assessedName } from "../assessments/columns.ts";
import { followUpColumns } from "../follow-ups/columns.ts";
import type { SamProgressRow } from "../../sam/progress.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { ReportContent } from "./report-content.ts";

export interface PartRow {
	head: ReportContent["assessments"][number];
	part: ReportContent["assessments"][number]["parts"][number];
}

export function partRows(assessments: ReportContent["assessments"]): PartRow[] {
	return assessments.flatMap((head) => head.parts.map((part) => ({ head, part })));
}

export const partColumns: readonly Column<PartRow>[] = [
	{ key: "name", label: "Avser", type: "text", width: 32, value: ({ head }) => assessedName(head) },
	{
		key: "level",
		label: "Nivå",
		type: "text",
		width: 16,
		words: ASSESSMENT_LEVELS,
		value: ({ head }) => ASSESSMENT_LEVELS[head.level],
	},
	{
		key: "requirement",
		label: "Krav",
		type: "text",
		width: 40,
		value: ({ part }) =>
			part.requirement === "total" ? "Totalt" : `${part.requirement}. ${REQUIREMENTS[part.requirement]}`,
	},
	{ key: "grade", label: "Bedömning", type: "text", width: 24, words: GRADES, value: ({ part }) => GRADES[part.grade] },
	{
		key: "suggested",
		label: "Beräknat förslag",
		type: "text",
		width: 24,
		words: GRADES,
		value: ({ part }) => part.suggested && GRADES[part.suggested],
	},
	{ key: "reasons", label: "Skäl", type: "text", width: 60, value: ({ part }) => part.reasons },
	{ key: "deficiencies", label: "Brister", type: "text", width: 48, value: ({ part }) => part.deficiencies },
	{
		key: "departure_reason",
		label: "Skäl för avsteg från förslaget",
		type: "text",
		width: 40,
		value: ({ part }) => part.departure_reason,
	},
	{ key: "writer", label: "Skriven av", type: "text", width: 22, value: ({ part }) => part.writer },
	{
		key: "state",
		label: "Status",
		type: "text",
		width: 14,
		words: ASSESSMENT_STATES,
		value: ({ head }) => ASSESSMENT_STATES[head.state],
	},
	{ key: "preparer", label: "Beredd av", type: "text", width: 22, value: ({ head }) => head.preparer },
	{ key: "approver", label: "Godkänd av", type: "text", width: 22, value: ({ head }) => head.approver },
	{ key: "decided_on", label: "Beslutad", type: "date", width: 12, value: ({ head }) => head.decided_on },
	{ key: "paragraph", label: "Paragraf", type: "text", width: 10, value: ({ head }) => head.decision_paragraph },
	{ key: "registry_no", label: "Diarienummer", type: "text", width: 16, value: ({ head }) => head.registry_no },
];

type FollowUpRow = ReportContent["follow_ups"][number];

/** What the row is about and the version it was written from: how completed texts find their way back. */
export function followUpKey({ kind, id, follow_up }: Pick<FollowUpRow, "kind" | "id" | "follow_up">): string {
	return `${kind}:${id}:${follow_up?.version ?? 0}`;
}

export const FOLLOW_UP_SHEET = "Uppföljning";
export const KEY_LABEL = "Nyckel (ändra inte)";

export const followUpSheetColumns: readonly Column<FollowUpRow>[] = [
	...followUpColumns,
	{ key: "key", label: KEY_LABEL, type: "text", width: 24, value: followUpKey },
];

export const samColumns: readonly Column<SamProgressRow>[] = [
	{ key: "label", label: "Åtgärd i planen", type: "text", width: 60, value: (row) => row.label },
	{ key: "done", label: "Klara", type: "count", width: 10, value: (row) => row.done },
	{ key: "total", label: "Av totalt", type: "count", width: 10, value: (row) => row.total },
	{ key: "left", label: "Återstår", type: "count", width: 10, value: (row) => row.total - row.done },
];
