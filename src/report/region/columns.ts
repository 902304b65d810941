import { REGION_ANSWERS, REGION_ITEM_KINDS, type RegionAnswerStatus } from "../../../db/schema/report/words.ts";
import { PLAN_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatDate } from "../../ground/calendar/stockholm.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { ReportedItem } from "./read-reported.ts";
import type { Standing } from "./standing.ts";

/** What a report tells of an item, open or closed. */
type Told = {
	item: Pick<ReportedItem["item"], "number" | "kind" | "title" | "text" | "wording" | "withdrawn_reason">;
	latest: Pick<NonNullable<ReportedItem["latest"]>, "status" | "wording" | "answer" | "period" | "writer"> | null;
};

const ANSWERS = Object.keys(REGION_ANSWERS);

/** One line a board and item; the same on the page and in the files. */
export const regionColumns: readonly Column<Standing>[] = [
	{ key: "number", label: "Nr", type: "count", width: 6, value: ({ item }) => item.number },
	{
		key: "kind",
		first: true,
		phone: true,
		label: "Slag",
		type: "text",
		width: 10,
		words: REGION_ITEM_KINDS,
		value: ({ item }) => REGION_ITEM_KINDS[item.kind],
	},
	{ key: "title", first: true, label: "Rubrik", type: "text", width: 44, value: ({ item }) => item.title },
	{ key: "text", label: "Lydelse", type: "text", width: 60, value: ({ item }) => item.text },
	{ key: "wording", label: "Version", type: "count", width: 9, value: ({ item }) => item.wording },
	{ key: "withdrawn", label: "Återkallad, skäl", type: "text", width: 30, value: ({ item }) => item.withdrawn_reason },
	{ key: "board", first: true, phone: true, label: "Nämnd", type: "text", width: 30, value: ({ board }) => board.name },
	{
		key: "plan",
		first: true,
		label: "Nämndens plan",
		type: "text",
		width: 16,
		words: PLAN_STATUSES,
		value: ({ board }) => (board.plan_status ? PLAN_STATUSES[board.plan_status] : null),
	},
	{
		key: "state",
		first: true,
		phone: true,
		label: "Svar",
		type: "text",
		width: 24,
		order: ({ latest }) => (latest ? ANSWERS.indexOf(latest.status) : -1),
		value: stateText,
	},
	{ key: "answer", label: "Nämndens text", type: "text", width: 60, value: ({ latest }) => latest?.answer ?? null },
	{
		key: "period",
		first: true,
		label: "Rapport",
		type: "text",
		width: 24,
		value: ({ latest }) => latest?.period ?? null,
	},
	{
		key: "answered",
		label: "Svarade på version",
		type: "count",
		width: 10,
		value: ({ latest }) => latest?.wording ?? null,
	},
];

/** "Pågår", "Pågår (svarade på version 1)", or that there is no answer. */
export function stateText({ item, board, latest, came_later }: Standing): string {
	if (latest) return answerText(item, latest);
	if (item.withdrawn_reason !== null) return "Återkallad, inget svar behövs";
	return came_later ? `Inte besvarad, nämnden finns från ${formatDate(board.valid_from)}` : UNANSWERED;
}

export const UNANSWERED = "Inte besvarad";

/** What a board said, and of which wording when the region has given a newer one. */
export function answerText(
	{ wording }: { wording: number },
	latest: { status: RegionAnswerStatus; wording: number },
): string {
	const word = REGION_ANSWERS[latest.status];
	return latest.wording === wording ? word : `${word} (svarade på version ${latest.wording})`;
}

/** The same rows in one board's report: page, workbook, paper and seal. */
export const reportedColumns: readonly Column<Told>[] = [
	{ key: "number", label: "Nr", type: "count", width: 6, value: ({ item }) => item.number },
	{
		key: "kind",
		label: "Slag",
		type: "text",
		width: 10,
		words: REGION_ITEM_KINDS,
		value: ({ item }) => REGION_ITEM_KINDS[item.kind],
	},
	{ key: "title", label: "Rubrik", type: "text", width: 40, value: ({ item }) => item.title },
	{ key: "text", label: "Regionens lydelse", type: "text", width: 60, value: ({ item }) => item.text },
	{ key: "wording", label: "Version", type: "count", width: 9, value: ({ item }) => item.wording },
	{ key: "state", label: "Svar", type: "text", width: 24, value: reportedText },
	{ key: "answer", label: "Nämndens text", type: "text", width: 60, value: ({ latest }) => latest?.answer ?? null },
	{ key: "period", label: "Svarat i", type: "text", width: 24, value: ({ latest }) => latest?.period ?? null },
	{ key: "writer", label: "Svarat av", type: "text", width: 22, value: ({ latest }) => latest?.writer ?? null },
];

/** What the board said; an item that was taken back after it was answered says so. */
export function reportedText({ item, latest }: Told): string {
	const said = latest ? answerText(item, latest) : UNANSWERED;
	return item.withdrawn_reason === null ? said : `${said}. Återkallad av regionen: ${item.withdrawn_reason}`;
}
