import type { Db } from "../../../db/open.ts";
import { listPeriods, type Period } from "../../../db/queries/report/periods.ts";
import { type ListedPeriod, withStates } from "../../../db/queries/report/periods-listed.ts";
import { listRegionBoards, listRegionItems, type RegionItem } from "../../../db/queries/report/region.ts";
import { OPEN_RECOMMENDATIONS } from "../../../db/schema/report/recommendations.ts";
import type { Assessed } from "../../../db/schema/report/words.ts";
import type { PeriodKind } from "../../../db/schema/vocabulary.ts";
import { deviationTotals, type DeviationTotals } from "../workbook/report-tables.ts";
import { type ReportContent, readReport, writtenAssessments } from "../workbook/report-content.ts";

type Assessment = ReportContent["assessments"][number];

/** What one board's report says: from its seal when it is closed, as it stands while it is a draft. */
export interface BoardReport {
	period: ListedPeriod;
	seal: ReportContent["seal"];
	/** The nämnd's assessment, or the förvaltning's while the nämnd has none; null when nothing is written. */
	assessment: Assessment | null;
	parts: Partial<Record<Assessed, Assessment["parts"][number]>>;
	deviations: DeviationTotals;
	outstanding: ReportContent["recommendations"];
	region: ReportContent["region"];
}

export interface BoardLine {
	board: { id: string; name: string };
	/** Null for a board that has no such report: it is said, never left out. */
	report: BoardReport | null;
	/** The same board's report of the same kind, the year before. */
	before: BoardReport | null;
}

export interface Consolidated {
	year: number;
	kind: PeriodKind;
	boards: BoardLine[];
	/** What the region sent to all boards in the year. */
	items: RegionItem[];
}

/** Every board that existed in the year, with its report of one kind. `db` is one snapshot, so that the boards agree. */
export async function readConsolidated(
	db: Db,
	{ year, kind }: Pick<Consolidated, "year" | "kind">,
	today: string,
): Promise<Consolidated> {
	const of = (all: readonly Period[], which: number) => all.filter((one) => one.kind === kind && one.year === which);
	const periods = await listPeriods(db, "all");
	const listed = await withStates(db, [...of(periods, year), ...of(periods, year - 1)]);
	const boards: BoardLine[] = [];
	for (const board of await listRegionBoards(db, year)) {
		// newest cut-off first: of several reports of a kind in a year the last one is what the year came to
		const find = (which: number) => listed.find((one) => one.board_id === board.id && one.year === which);
		boards.push({
			board: { id: board.id, name: board.name },
			report: await readBoard(db, find(year), today),
			before: await readBoard(db, find(year - 1), today),
		});
	}
	return { year, kind, boards, items: await listRegionItems(db, year) };
}

async function readBoard(db: Db, period: ListedPeriod | undefined, today: string): Promise<BoardReport | null> {
	if (!period) return null;
	const content = await readReport(db, period, today);
	const written = writtenAssessments(content);
	const assessment =
		written.find(({ level }) => level === "board") ?? written.find(({ level }) => level === "administration") ?? null;
	return {
		period,
		seal: content.seal,
		assessment,
		parts: Object.fromEntries((assessment?.parts ?? []).map((part) => [part.requirement, part])),
		deviations: deviationTotals(content.numbers.deviations),
		outstanding: content.recommendations.filter(({ status }) => OPEN_RECOMMENDATIONS.includes(status)),
		region: content.region,
	};
}
