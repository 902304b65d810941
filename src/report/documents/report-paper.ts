import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import {
	FOLLOW_UP_KINDS,
	FOLLOW_UP_STATUSES,
	GOVERNANCE_KINDS,
	GOVERNANCE_STATUSES,
} from "../../../db/schema/report/words.ts";
import { DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { formatCount, formatDate, formatDateTime, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { numbersText, remarkOf } from "../follow-ups/columns.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { reachedText, reportBackText, shownNumber, trendText, wantedText } from "../governance/columns.ts";
import type { SummaryRow } from "../workbook/columns.ts";
import { summaryColumns } from "../workbook/columns.ts";
import { type ReportContent, writtenAssessments } from "../workbook/report-content.ts";
import { summaryRows } from "../workbook/summary.ts";
import { shown } from "../../ground/tables/column.ts";
import { assessmentBlocks } from "./assessment-blocks.ts";
import { type Block, factsTable, type Paper } from "./paper.ts";
import { regionBlocks } from "./region-blocks.ts";

/** The report as the nämnd reads it. Parts that have nothing to say are left out. A sealed report is dated by its seal. */
export function reportPaper(content: ReportContent, today: string): Paper {
	return {
		title: content.period.name,
		lead: content.period.board,
		dated: datedBy(content, today),
		landscape: true,
		blocks: [
			...sealBlocks(content),
			...writtenAssessments(content).flatMap(assessmentBlocks),
			...summaryBlocks(content),
			...governanceBlocks(content),
			...followUpBlocks(content),
			...deviationBlocks(content),
			...regionBlocks(content),
		],
	};
}

/** The ISK-bedömning by itself. */
export function assessmentPaper(content: Pick<ReportContent, "period" | "assessments" | "seal">, today: string): Paper {
	return {
		title: `ISK-bedömning, ${content.period.name}`,
		lead: content.period.board,
		dated: datedBy(content, today),
		landscape: false,
		blocks: [...sealBlocks(content), ...writtenAssessments(content).flatMap(assessmentBlocks)],
	};
}

function datedBy({ seal }: Pick<ReportContent, "seal">, today: string): string {
	return seal ? stockholmDate(seal.sealed_at) : today;
}

function sealBlocks({ seal }: Pick<ReportContent, "seal">): Block[] {
	if (seal === null)
		return [{ kind: "text", text: "Rapporten är inte stängd. Innehållet kan ändras tills den stängs." }];
	return [
		factsTable("Stängning", [
			["Stängd", `${formatDateTime(seal.sealed_at)} av ${seal.sealer}`],
			["Utgåva", String(seal.edition)],
			["Skäl till ny utgåva", seal.reason],
			["Innehållets kontrollsumma (SHA-256)", seal.digest],
		]),
	];
}

const VALUE = summaryColumns.find((column) => column.key === "value")!;

function summaryBlocks({ period, numbers }: ReportContent): Block[] {
	const sections = new Map<string, SummaryRow[]>();
	for (const row of summaryRows(period, numbers))
		sections.set(row.section, [...(sections.get(row.section) ?? []), row]);
	return [...sections].flatMap(([section, rows]): Block[] => [
		{ kind: "heading", level: 2, text: section },
		factsTable(
			section,
			rows.map((row) => [row.label, shown(VALUE, row)]),
		),
	]);
}

/** Goals and assignments with what the report says of each, then the economy: every part of a sum stands with it. */
function governanceBlocks({ governance }: ReportContent): Block[] {
	if (governance.length === 0) return [];
	const economy = governance.filter((row) => row.kind === "economy");
	return [
		{ kind: "heading", level: 2, text: "Styrning (krav a–b)" },
		...governanceTable(
			"Mål, indikatorer och uppdrag",
			governance.filter((row) => row.kind !== "economy"),
		),
		...[...grouped(economy, (row) => row.chapter)].flatMap(([chapter, rows]) =>
			governanceTable(chapter || "Ekonomi", rows),
		),
	];
}

function governanceTable(label: string, rows: ReportContent["governance"]): Block[] {
	if (rows.length === 0) return [];
	return [
		{
			kind: "table",
			label,
			columns: [
				{ label: "Slag", share: 2 },
				{ label: "Rubrik", share: 5 },
				{ label: "Status", share: 2 },
				{ label: "Mål eller budget", share: 3, align: "end" },
				{ label: "Utfall", share: 2, align: "end" },
				{ label: "Prognos", share: 2, align: "end" },
				{ label: "Trend", share: 2 },
				{ label: "Kommentar", share: 5 },
			],
			rows: rows.map((row) => [
				GOVERNANCE_KINDS[row.kind],
				row.number ? `${row.number} ${row.title}` : row.title,
				row.reported?.status ? GOVERNANCE_STATUSES[row.reported.status] : (reachedText(row) ?? ""),
				wantedText(row),
				shownNumber(row.reported?.outcome_ore, row.unit),
				shownNumber(row.reported?.forecast_ore, row.unit),
				trendText(row) ?? "",
				[row.reported?.comment ?? "", reportBackText(row) ?? ""].filter((text) => text !== "").join("\n"),
			]),
		},
	];
}

function followUpBlocks({ follow_ups }: ReportContent): Block[] {
	if (follow_ups.length === 0) return [];
	return [
		{ kind: "heading", level: 2, text: "Uppföljning av internkontrollplanen" },
		{
			kind: "table",
			label: "Uppföljning per risk, åtgärd och kontrollmoment",
			columns: [
				{ label: "Risk", share: 1 },
				{ label: "Slag", share: 2 },
				{ label: "Rubrik", share: 5 },
				{ label: "Beräknat", share: 4 },
				{ label: "Status", share: 2 },
				{ label: "Resultat och analys", share: 6 },
			],
			rows: follow_ups.map((row) => [
				formatCount(row.risk_number),
				FOLLOW_UP_KINDS[row.kind],
				row.title,
				numbersText(row),
				[row.follow_up?.status ? FOLLOW_UP_STATUSES[row.follow_up.status] : "", remarkOf(row)]
					.filter((text) => text !== "")
					.join("\n"),
				writtenText(row),
			]),
		},
	];
}

function writtenText({ follow_up }: FollowUpRow): string {
	if (follow_up === null) return "";
	const parts = [
		follow_up.result,
		follow_up.analysis,
		follow_up.new_measure && `Ny åtgärd: ${follow_up.new_measure}`,
		follow_up.next_year === 1 ? "Till nästa års plan." : "",
	];
	return parts.filter((part) => part !== "").join("\n");
}

/**
 * Lists the deviations that are större or väsentlig, one by one. The mindre are only in the summary's numbers and in the
 * workbook.
 */
function deviationBlocks({ deviations }: ReportContent): Block[] {
	const told = deviations.filter((row) => row.severity !== "minor" && row.status !== "withdrawn");
	if (told.length === 0) return [];
	return [
		{ kind: "heading", level: 2, text: "Större och väsentliga avvikelser" },
		{
			kind: "table",
			label: "Större och väsentliga avvikelser",
			columns: [
				{ label: "Nr", share: 1 },
				{ label: "Avvikelse", share: 5 },
				{ label: "Allvarlighetsgrad", share: 3 },
				{ label: "Enhet", share: 3 },
				{ label: "Status", share: 2 },
				{ label: "Plan", share: 5 },
				{ label: "Klart senast", share: 2 },
			],
			rows: told.map((row) => [
				formatCount(row.number),
				row.carried_over === 1 ? `${row.title} (från tidigare period)` : row.title,
				SEVERITIES[row.severity],
				row.unit,
				DEVIATION_STATUSES[row.status],
				row.plan,
				row.due_on ? formatDate(row.due_on) : "",
			]),
		},
	];
}
