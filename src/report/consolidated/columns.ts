import type { RegionItem } from "../../../db/queries/report/region.ts";
import type { Recommendation } from "../../../db/queries/report/recommendations.ts";
import { RECOMMENDATION_SOURCES, RECOMMENDATION_STATUSES } from "../../../db/schema/report/recommendations.ts";
import {
	ASSESSED,
	type Assessed,
	GRADES,
	REGION_ANSWERS,
	REGION_ITEM_KINDS,
	type RegionAnswerStatus,
} from "../../../db/schema/report/words.ts";
import { REQUIREMENTS, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { standingOf } from "../assessments/columns.ts";
import { reportedText } from "../region/columns.ts";
import { formatDateTime } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { BoardLine, BoardReport } from "./read-consolidated.ts";

export const KRAV = Object.keys(ASSESSED) as Assessed[];

/** Of one severity: how many belong to the report, and how many of them are not closed. */
export function countOf(report: BoardReport, severity: Severity): { n: number; open: number } {
	const row = report.deviations.rows.find((one) => one.severity === severity)!;
	return { n: row.total, open: row.total - row.counts.closed };
}

export function gradeText({ parts }: Pick<BoardReport, "parts">, krav: Assessed): string {
	const grade = parts[krav]?.grade;
	return grade ? GRADES[grade] : "Inte bedömd";
}

/** Closed and from its seal, a draft, or that there is none: nobody is to take one for another. */
export function sourceText({ report }: Pick<BoardLine, "report">): string {
	if (!report) return "Ingen rapport";
	if (report.seal) return `Stängd ${formatDateTime(report.seal.sealed_at)}, utgåva ${report.seal.edition}`;
	return report.period.edition === null
		? "Utkast, inte stängd"
		: `Utkast, öppen för rättelse av utgåva ${report.period.edition}`;
}

/** Whose word it is, and how far it has come. */
export function whoseText({ report }: Pick<BoardLine, "report">): string {
	if (!report) return "";
	return report.assessment ? standingOf(report.assessment) : "Ingen bedömning är skriven";
}

const ofReport =
	<Value>(value: (report: BoardReport) => Value) =>
	({ report }: BoardLine): Value | null =>
		report ? value(report) : null;

/** One line a board: the same on the page, in .json, .csv and .xlsx. */
export const boardColumns: readonly Column<BoardLine>[] = [
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: ({ board }) => board.name },
	{ key: "report", label: "Rapport", type: "text", width: 28, value: ofReport(({ period }) => period.name) },
	{ key: "source", label: "Hämtat från", type: "text", width: 34, value: sourceText },
	...KRAV.map(
		(krav): Column<BoardLine> => ({
			key: krav === "total" ? "total" : `krav_${krav}`,
			label: ASSESSED[krav],
			type: "text",
			width: 20,
			value: ofReport((report) => gradeText(report, krav)),
		}),
	),
	{ key: "whose", label: "Vems bedömning", type: "text", width: 40, value: whoseText },
	{
		key: "reasons",
		label: "Skäl",
		type: "text",
		width: 60,
		value: ofReport(({ parts }) => parts.total?.reasons ?? ""),
	},
	{
		key: "deficiencies",
		label: "Brister",
		type: "text",
		width: 48,
		value: ofReport(({ parts }) => parts.total?.deficiencies ?? ""),
	},
	...(Object.keys(SEVERITIES) as Severity[]).flatMap((severity): Column<BoardLine>[] => [
		{
			key: `deviations_${severity}`,
			label: `Avvikelser: ${SEVERITIES[severity].toLowerCase()}`,
			type: "count",
			width: 12,
			value: ofReport((report) => countOf(report, severity).n),
		},
		{
			key: `deviations_${severity}_open`,
			label: `varav ej avslutade (${SEVERITIES[severity].toLowerCase()})`,
			type: "count",
			width: 12,
			value: ofReport((report) => countOf(report, severity).open),
		},
	]),
	{
		key: "recommendations",
		label: "Rekommendationer, ej avslutade",
		type: "count",
		width: 16,
		value: ofReport(({ outstanding }) => outstanding.length),
	},
];

type PartLine = { board: string; part: NonNullable<BoardReport["parts"]["total"]> };

/** The word of each krav of each board with its reasons, in the order of the law. */
export function partLines(boards: readonly BoardLine[]): PartLine[] {
	return boards.flatMap(({ board, report }) =>
		KRAV.flatMap((krav) => {
			const part = report?.parts[krav];
			return part ? [{ board: board.name, part }] : [];
		}),
	);
}

export const partColumns: readonly Column<PartLine>[] = [
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: ({ board }) => board },
	{
		key: "requirement",
		label: "Krav",
		type: "text",
		width: 36,
		value: ({ part }) =>
			part.requirement === "total" ? ASSESSED.total : `${part.requirement}. ${REQUIREMENTS[part.requirement]}`,
	},
	{ key: "grade", label: "Bedömning", type: "text", width: 24, words: GRADES, value: ({ part }) => GRADES[part.grade] },
	{ key: "reasons", label: "Skäl", type: "text", width: 60, value: ({ part }) => part.reasons },
	{ key: "deficiencies", label: "Brister", type: "text", width: 48, value: ({ part }) => part.deficiencies },
];

type Outstanding = BoardReport["outstanding"][number] & Pick<Recommendation, "board">;

export function outstandingLines(boards: readonly BoardLine[]): Outstanding[] {
	return boards.flatMap(({ report }) => report?.outstanding ?? []);
}

export const outstandingColumns: readonly Column<Outstanding>[] = [
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: ({ board }) => board },
	{ key: "number", label: "Nr", type: "count", width: 6, value: ({ number }) => number },
	{ key: "title", label: "Rekommendation", type: "text", width: 44, value: ({ title }) => title },
	{
		key: "source",
		label: "Källa",
		type: "text",
		width: 11,
		words: RECOMMENDATION_SOURCES,
		value: ({ source }) => RECOMMENDATION_SOURCES[source],
	},
	{ key: "issuer", label: "Från", type: "text", width: 28, value: ({ issuer }) => issuer },
	{ key: "received_on", label: "Mottagen", type: "date", width: 12, value: ({ received_on }) => received_on },
	{ key: "due_on", label: "Klart senast", type: "date", width: 12, value: ({ due_on }) => due_on },
	{
		key: "status",
		label: "Status",
		type: "text",
		width: 12,
		words: RECOMMENDATION_STATUSES,
		value: ({ status }) => RECOMMENDATION_STATUSES[status],
	},
];

export interface ItemSum {
	item: RegionItem;
	/** How many boards say each word of the wording that stands or an earlier one. */
	counts: Record<RegionAnswerStatus, number>;
	unanswered: number;
	/** Boards whose report does not speak of it: none is made, or it was closed before this was sent. */
	outside: number;
}

export const itemColumns: readonly Column<ItemSum>[] = [
	{ key: "title", label: "Rubrik", type: "text", width: 40, value: ({ item }) => item.title },
	{
		key: "kind",
		label: "Slag",
		type: "text",
		width: 10,
		words: REGION_ITEM_KINDS,
		value: ({ item }) => REGION_ITEM_KINDS[item.kind],
	},
	...(Object.keys(REGION_ANSWERS) as RegionAnswerStatus[]).map(
		(status): Column<ItemSum> => ({
			key: status,
			label: REGION_ANSWERS[status],
			type: "count",
			width: 12,
			value: ({ counts }) => counts[status],
		}),
	),
	{ key: "unanswered", label: "Inte besvarad", type: "count", width: 12, value: ({ unanswered }) => unanswered },
	{ key: "outside", label: "Inte i rapporten", type: "count", width: 12, value: ({ outside }) => outside },
	{ key: "withdrawn", label: "Återkallad, skäl", type: "text", width: 30, value: ({ item }) => item.withdrawn_reason },
];

type AnswerLine = { board: string; told: BoardReport["region"][number] };

export function answerLines(boards: readonly BoardLine[]): AnswerLine[] {
	return boards.flatMap(({ board, report }) => (report?.region ?? []).map((told) => ({ board: board.name, told })));
}

export const answerColumns: readonly Column<AnswerLine>[] = [
	{ key: "title", label: "Rubrik", type: "text", width: 40, value: ({ told }) => told.item.title },
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: ({ board }) => board },
	{ key: "state", label: "Svar", type: "text", width: 24, value: ({ told }) => reportedText(told) },
	{ key: "answer", label: "Nämndens text", type: "text", width: 60, value: ({ told }) => told.latest?.answer ?? null },
];

export interface Change {
	board: string;
	about: string;
	before: string;
	now: string;
}

export const changeColumns: readonly Column<Change>[] = [
	{ key: "board", label: "Nämnd", type: "text", width: 30, value: ({ board }) => board },
	{ key: "about", label: "Vad", type: "text", width: 40, value: ({ about }) => about },
	{ key: "before", label: "Året före", type: "text", width: 30, value: ({ before }) => before },
	{ key: "now", label: "Nu", type: "text", width: 30, value: ({ now }) => now },
];
