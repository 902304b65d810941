import { PERIOD_KINDS, SEVERITIES, type Severity } from "../../../db/schema/vocabulary.ts";
import { type Column, shown } from "../../ground/tables/column.ts";
import { type Block, factsTable, type Paper } from "../documents/paper.ts";
import {
	answerColumns,
	answerLines,
	boardColumns,
	changeColumns,
	countOf,
	itemColumns,
	KRAV,
	outstandingColumns,
	outstandingLines,
	partColumns,
	partLines,
	sourceText,
	whoseText,
} from "./columns.ts";
import type { BoardLine, Consolidated } from "./read-consolidated.ts";
import { allDeviations, changeLines, itemSums } from "./sums.ts";

/** All boards in one paper for regionstyrelsen. It is dated the day it is taken out: drafts in it may change. */
export function consolidatedPaper(content: Consolidated, region: string, today: string): Paper {
	const { year, kind, boards } = content;
	return {
		title: `Samlad bedömning av intern styrning och kontroll ${year}`,
		lead: `${region}, regionstyrelsen. Ur nämndernas ${PERIOD_KINDS[kind].toLowerCase()} ${year}.`,
		dated: today,
		landscape: true,
		blocks: [
			...draftBlocks(boards),
			table("Nämnderna i ord", boardColumns, boards, { board: 4, ...Object.fromEntries(KRAV.map(kravShare)) }),
			...boards.flatMap(boardBlocks),
			...deviationBlocks(boards),
			...listed("Utestående rekommendationer", outstandingColumns, outstandingLines(boards), {
				...{ board: 4, number: 1, title: 6, source: 2, issuer: 4, due_on: 2, status: 2 },
			}),
			...listed("Regiongemensamt, summerat", itemColumns, itemSums(content), {
				...{ title: 6, kind: 2, handled: 2, ongoing: 2, not_started: 2, not_concerned: 2, unanswered: 2, outside: 2 },
			}),
			...listed("Nämndernas svar till regionen", answerColumns, answerLines(boards), {
				...{ title: 4, board: 4, state: 3, answer: 7 },
			}),
			...listed("Vad som skiljer från året före", changeColumns, changeLines(content), {
				...{ board: 4, about: 5, before: 4, now: 4 },
			}),
		],
	};
}

const kravShare = (krav: (typeof KRAV)[number]) => [krav === "total" ? "total" : `krav_${krav}`, 3] as const;

type Shares = Readonly<Record<string, number>>;

function table<Row>(label: string, columns: readonly Column<Row>[], rows: readonly Row[], shares: Shares): Block {
	const kept = columns.filter(({ key }) => key in shares);
	return {
		kind: "table",
		label,
		columns: kept.map(({ key, label: heading, type }) => ({
			label: heading,
			share: shares[key]!,
			...(type === "count" ? { align: "end" as const } : {}),
		})),
		rows: rows.map((row) => kept.map((column) => shown(column, row))),
	};
}

function listed<Row>(heading: string, columns: readonly Column<Row>[], rows: readonly Row[], shares: Shares): Block[] {
	if (rows.length === 0) return [];
	return [{ kind: "heading", level: 2, text: heading }, table(heading, columns, rows, shares)];
}

/** What in the paper is not settled: drafts, and boards without a report. */
function draftBlocks(boards: readonly BoardLine[]): Block[] {
	const told = boards.filter(({ report }) => !report?.seal).map((line) => `${line.board.name}: ${sourceText(line)}.`);
	if (told.length === 0) return [];
	return [{ kind: "text", text: ["Allt är inte stängt, och det som inte är det kan ändras:", ...told].join("\n") }];
}

function boardBlocks(line: BoardLine): Block[] {
	const { board, report } = line;
	const parts = partLines([line]);
	return [
		{ kind: "heading", level: 2, text: board.name },
		factsTable(`Vad bedömningen bygger på, ${board.name}`, [
			["Rapport", report?.period.name ?? null],
			["Hämtat från", sourceText(line)],
			["Innehållets kontrollsumma (SHA-256)", report?.seal?.digest ?? null],
			["Vems bedömning", whoseText(line)],
		]),
		...(parts.length === 0
			? []
			: [
					table(`Bedömning per krav, ${board.name}`, partColumns, parts, {
						...{ requirement: 4, grade: 3, reasons: 6, deficiencies: 5 },
					}),
				]),
	];
}

/** Each board by severity, and all of them together. */
function deviationBlocks(boards: readonly BoardLine[]): Block[] {
	const severities = Object.keys(SEVERITIES) as Severity[];
	const cell = ({ n, open }: { n: number; open: number }) => `${n}, varav ej avslutade ${open}`;
	const all = allDeviations(boards);
	return [
		{ kind: "heading", level: 2, text: "Avvikelser" },
		{
			kind: "table",
			label: "Avvikelser per nämnd och allvarlighetsgrad",
			columns: [
				{ label: "Nämnd", share: 4 },
				...severities.map((severity) => ({ label: SEVERITIES[severity], share: 3 })),
			],
			rows: [
				...boards.map(({ board, report }) => [
					board.name,
					...severities.map((severity) => (report ? cell(countOf(report, severity)) : "Ingen rapport")),
				]),
				["Alla nämnder", ...severities.map((severity) => cell(all[severity]))],
			],
		},
	];
}
