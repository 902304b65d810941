import type { FollowUpRow } from "../../../db/queries/report/follow-ups.ts";
import {
	FOLLOW_UP_KINDS,
	FOLLOW_UP_STATUSES,
	GOVERNANCE_KINDS,
	GOVERNANCE_STATUSES,
} from "../../../db/schema/report/words.ts";
import { scaleOf } from "../../../db/schema/register/risks-scale.ts";
import { formatCount, formatDateTime, stockholmDate } from "../../ground/calendar/stockholm.ts";
import { numbersText, remarkOf } from "../follow-ups/columns.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { reachedText, reportBackText, shownNumber, trendText, wantedText } from "../governance/columns.ts";
import type { SummaryRow } from "../workbook/columns.ts";
import { summaryColumns } from "../workbook/columns.ts";
import { type ReportContent, writtenAssessments } from "../workbook/report-content.ts";
import { summaryRows } from "../workbook/summary.ts";
import { shown } from "../../ground/tables/column.ts";
import { assessmentBlocks } from "./assessment-blocks.ts";
import { type Around, coverOf, decisionChapter, methodBlocks } from "./decision-chapter.ts";
import { type Block, factsTable, type Paper, type PaperCell } from "./paper.ts";
import { pictureChapter } from "./picture-chapter.ts";
import {
	gradeChapter,
	kravChapter,
	measureChapter,
	recommendationChapter,
	severeChapter,
	summaryChapter,
} from "./report-chapters.ts";
import { regionBlocks } from "./region-blocks.ts";
import { composedSummary } from "./summary-words.ts";

/** The report as the nämnd reads it. Parts that have nothing to say are left out. A sealed report is dated by its seal. */
export function reportPaper(content: ReportContent, around: Around, today: string): Paper {
	const { judgement } = around;
	return {
		title: content.period.name,
		lead: content.period.board,
		dated: datedBy(content, today),
		landscape: false,
		cover: coverOf(content, around),
		blocks: numbered([
			...summaryChapter(judgement, around.summary ?? composedSummary(content, judgement)),
			...gradeChapter(judgement),
			...pictureChapter(content, judgement, content.plan ? scaleOf(content.plan.scale) : null),
			...kravChapter(judgement),
			...severeChapter(content),
			...measureChapter(content),
			...recommendationChapter(content),
			...governanceBlocks(content),
			...followUpBlocks(content),
			...regionBlocks(content),
			...methodBlocks(content),
			...decisionChapter(content, judgement),
			...summaryBlocks(content),
			...writtenAssessments(content).flatMap(assessmentBlocks),
			...sealBlocks(content),
		]),
	};
}

/** The ISK-bedömning by itself, with the place for the nämnd's decision. */
export function assessmentPaper(content: ReportContent, around: Around, today: string): Paper {
	const { judgement } = around;
	return {
		title: `ISK-bedömning, ${content.period.name}`,
		lead: content.period.board,
		dated: datedBy(content, today),
		landscape: false,
		cover: coverOf(content, around),
		blocks: numbered([
			...summaryChapter(judgement, around.summary ?? composedSummary(content, judgement)),
			...gradeChapter(judgement),
			...kravChapter(judgement),
			...severeChapter(content),
			...decisionChapter(content, judgement),
			...writtenAssessments(content).flatMap(assessmentBlocks),
			...sealBlocks(content),
		]),
	};
}

/** Chapters with their numbers. */
function numbered(blocks: readonly Block[]): Block[] {
	let n = 0;
	return blocks.map((block) => {
		if (block.kind !== "heading" || block.level !== 2) return block;
		n += 1;
		return { ...block, text: `${n} ${block.text}` };
	});
}

function datedBy({ seal }: Pick<ReportContent, "seal">, today: string): string {
	return seal ? stockholmDate(seal.sealed_at) : today;
}

/** What proves which edition it is: the one place in a paper where a checksum stands. */
function sealBlocks({ seal }: Pick<ReportContent, "seal">): Block[] {
	if (seal === null) return [];
	const grouped = seal.digest.replace(/.{8}(?=.)/g, "$& ");
	return [
		{ kind: "heading", level: 2, text: "Kontrolluppgifter" },
		factsTable("Kontrolluppgifter", [
			["Stängd", `${formatDateTime(seal.sealed_at)} av ${seal.sealer}`],
			["Utgåva", String(seal.edition)],
			["Skäl till ny utgåva", seal.reason],
			["Innehållets kontrollsumma (SHA-256)", grouped],
		]),
	];
}

const VALUE = summaryColumns.find((column) => column.key === "value")!;

/** Every number of the report, as they stand on its page. */
function summaryBlocks({ period, numbers }: ReportContent): Block[] {
	const sections = new Map<string, SummaryRow[]>();
	for (const row of summaryRows(period, numbers))
		sections.set(row.section, [...(sections.get(row.section) ?? []), row]);
	return [
		{ kind: "heading", level: 2, text: "Rapportens alla tal" },
		...[...sections].flatMap(([section, rows]): Block[] => [
			{ kind: "heading", level: 3, text: section },
			factsTable(
				section,
				rows.map((row) => [row.label, shown(VALUE, row)]),
			),
		]),
	];
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
				{ label: rows[0]?.kind === "economy" ? label : "Rubrik", share: 5.4 },
				{ label: "Mål eller budget", share: 3.3, align: "end" },
				{ label: "Utfall", share: 3, align: "end" },
				{ label: "Prognos", share: 2.8, align: "end" },
				{ label: "Läge", share: 2.6 },
				{ label: "Kommentar", share: 3.9 },
			],
			rows: rows.map((row) => [
				governanceTitle(row),
				wantedText(row),
				shownNumber(row.reported?.outcome_ore, row.unit),
				shownNumber(row.reported?.forecast_ore, row.unit),
				[
					row.reported?.status ? GOVERNANCE_STATUSES[row.reported.status] : (reachedText(row) ?? ""),
					trendText(row) ?? "",
				]
					.filter((text) => text !== "")
					.join("\n"),
				[row.reported?.comment ?? "", reportBackText(row) ?? ""].filter((text) => text !== "").join("\n"),
			]),
		},
	];
}

/** What is wanted in bold, and what it is measured by under it. */
function governanceTitle({ kind, number, title }: ReportContent["governance"][number]): PaperCell {
	const text = number ? `${number} ${title}` : title;
	if (kind === "economy") return text;
	const named = `${GOVERNANCE_KINDS[kind]}: ${text}`;
	return kind === "goal" || kind === "assignment" ? { text: named, bold: true } : named;
}

function followUpBlocks({ follow_ups }: ReportContent): Block[] {
	if (follow_ups.length === 0) return [];
	return [
		{ kind: "heading", level: 2, text: "Uppföljning av internkontrollplanen" },
		{
			kind: "table",
			label: "Uppföljning per risk, åtgärd och kontrollmoment",
			columns: [
				{ label: "Vad som följs upp", share: 6 },
				{ label: "Beräknat", share: 5 },
				{ label: "Läge", share: 3 },
				{ label: "Resultat och analys", share: 6 },
			],
			rows: follow_ups.map((row) => [
				row.kind === "risk"
					? { text: `Risk ${formatCount(row.risk_number)}: ${row.title}`, bold: true as const }
					: `${FOLLOW_UP_KINDS[row.kind]}: ${row.title}`,
				numbersText(row),
				[row.follow_up?.status ? FOLLOW_UP_STATUSES[row.follow_up.status] : "Inte följd upp", remarkOf(row)]
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
