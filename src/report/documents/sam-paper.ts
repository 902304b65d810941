import type { SamRound } from "../../../db/queries/sam/rounds.ts";
import { SAM_ROUND_STATUSES } from "../../../db/schema/sam/words.ts";
import { formatCount, formatDate } from "../../ground/calendar/stockholm.ts";
import { type Column, formatShare, shown } from "../../ground/tables/column.ts";
import { overviewColumns, questionColumns, shareYes, TOO_FEW } from "../../sam/columns.ts";
import type { Overview, QuestionFigures } from "../../sam/overview.ts";
import { type Block, factsTable, type Paper, type PaperCell, type Table } from "./paper.ts";

/** A branch of a SAM round as a summary to take along: from the overview that is already reduced to groups, and nothing else. */
export function samPaper({ overview, round }: { overview: Overview; round: SamRound }, today: string): Paper {
	const { focus } = overview;
	const status = SAM_ROUND_STATUSES[round.status].toLowerCase();
	return {
		title: `Sammanställning av SAM ${round.year}, ${focus.name}`,
		lead: `Uppföljning av det systematiska arbetsmiljöarbetet (AFS 2023:1). Omgången är ${status}, sista dag ${formatDate(round.closes_on)}.`,
		dated: today,
		landscape: true,
		blocks: [
			heading("Hur långt det har kommit"),
			...progressBlocks(overview),
			heading("Grenar"),
			...branchBlocks(overview),
			heading("Svar per fråga"),
			...questionBlocks(overview.questions),
		],
	};
}

const heading = (text: string): Block => ({ kind: "heading", level: 2, text });

function progressBlocks({ focus: { figures } }: Overview): Block[] {
	if (!figures) return [{ kind: "text", text: `${TOO_FEW}.` }];
	const of = (n: number) => `${formatCount(n)} av ${formatCount(figures.units)}`;
	return [
		factsTable("Hur långt uppföljningen har kommit", [
			["Besvarade", of(figures.answered)],
			["Signerade", of(figures.signed)],
			["Avstämda", of(figures.reconciled)],
			["Öppna åtgärder", formatCount(figures.open_actions)],
			["Försenade åtgärder", formatCount(figures.late_actions)],
			["Returneringar", formatCount(figures.returned)],
			["Utan chef", formatCount(figures.vacant)],
		]),
	];
}

/** Every branch that may be shown by itself, further down set in under the one above. */
function branchBlocks({ rows }: Overview): Block[] {
	const told = rows.filter((row) => row.figures !== null);
	if (told.length === 0) return [{ kind: "text", text: "Det finns inga grenar att visa var för sig." }];
	const columns = overviewColumns.filter(({ key }) => !["level", "note"].includes(key));
	return [
		{
			...tableOf("Grenar", columns, told),
			rows: told.map((row) =>
				columns.map((column): PaperCell => {
					const text = shown(column, row);
					return column.key === "unit" ? `${"\u00a0".repeat(4 * Math.max(0, row.level - 1))}${text}` : text;
				}),
			),
			caption: `Enheter som inte visas var för sig: ${formatCount(rows.length - told.length)}.`,
		},
	];
}

function questionBlocks(questions: readonly QuestionFigures[]): Block[] {
	const told = questions.filter(({ figures }) => figures !== null);
	if (told.length === 0) return [{ kind: "text", text: `${TOO_FEW}.` }];
	const columns = questionColumns.filter(({ key }) => key !== "note");
	const table = tableOf("Svar per fråga, signerade uppföljningar", columns, told);
	return [
		{
			...table,
			columns: [...table.columns, { label: "Andel Ja", share: 1.4, align: "end" }, { label: "", share: 3 }],
			rows: told.map((row) => {
				const share = shareYes(row.figures!);
				return [
					...columns.map((column): PaperCell => shown(column, row)),
					share === null ? "–" : formatShare(share),
					share === null ? "" : { text: "", bar: share },
				];
			}),
			caption: "Räknat på signerade uppföljningar. Andelen är av dem som frågan är aktuell för.",
		},
	];
}

const WIDE: Readonly<Record<string, number>> = { unit: 6, text: 8, position: 0.8 };

function tableOf<Row>(label: string, columns: readonly Column<Row>[], rows: readonly Row[]): Table {
	return {
		kind: "table",
		label,
		columns: columns.map(({ key, label: head, type }) => ({
			label: head,
			share: WIDE[key] ?? 1.6,
			...(type === "count" ? { align: "end" as const } : {}),
		})),
		rows: rows.map((row) => columns.map((column) => shown(column, row))),
	};
}
