import { ASSESSED, ASSESSMENT_LEVELS, ASSESSMENT_STATES, GRADES } from "../../../db/schema/report/words.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import { assessedName } from "../assessments/columns.ts";
import { formatDate, formatDateTime } from "../../ground/calendar/stockholm.ts";
import type { ReportContent } from "../workbook/report-content.ts";
import { type Block, factsTable } from "./paper.ts";

/** One assessment: the word for each krav and in total with its reasons, who stands behind it, and the decision. */
export function assessmentBlocks(head: ReportContent["assessments"][number]): Block[] {
	const name = assessedName(head);
	return [
		{
			kind: "heading",
			level: 2,
			text: `Vem som har bedömt: ${name} (${ASSESSMENT_LEVELS[head.level].toLowerCase()})`,
		},
		gradeTable(head, name),
		factsTable("Vem som har bedömt och beslutat", [
			["Status", ASSESSMENT_STATES[head.state]],
			["Upprättad av", signature(head.preparer, head.prepared_at)],
			["Godkänd av", signature(head.approver, head.approved_at)],
			["Skäl för att göra det före brytdatum", head.early_reason],
			["Beslutad", head.decided_on && formatDate(head.decided_on)],
			["Paragraf", head.decision_paragraph && `§ ${head.decision_paragraph}`],
			["Diarienummer", head.registry_no],
		]),
	];
}

function gradeTable(head: ReportContent["assessments"][number], name: string): Block {
	return {
		kind: "table",
		label: `Bedömning per krav, ${name}`,
		columns: [
			{ label: "Krav", share: 4 },
			{ label: "Bedömning", share: 4 },
			{ label: "Skriven av", share: 3 },
		],
		rows: head.parts.map((part) => [
			part.requirement === "total" ? ASSESSED.total : `${part.requirement}. ${REQUIREMENTS[part.requirement]}`,
			GRADES[part.grade],
			part.writer,
		]),
	};
}

function signature(name: string | null, at: string | null): string | null {
	return name && at ? `${name}, ${formatDateTime(at)}` : name;
}
