import type { Db } from "../../../db/open.ts";
import { grouped } from "../../../db/queries/ground/tables.ts";
import { listAreaVersions, listBoardPlans, listStatements } from "../../../db/queries/report/coverage.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";
import { readMappedRisks } from "./mapped-risks.ts";
import { areasOf, areasOfRisks, type CoverageCell, coverageOf } from "./coverage.ts";

/** A board's areas as the region sees them: of the board as a whole. */
export interface BoardCoverage {
	board_id: string;
	board: string;
	/** Null where the board has no plan of the year: nothing is then covered. */
	plan_id: string | null;
	cells: CoverageCell[];
}

/** A cell on the page of all boards. */
export type BoardCell = CoverageCell & Pick<BoardCoverage, "board" | "plan_id">;

/** Every board's map of a year, in five statements however many boards there are. */
export async function readRegionCoverage(db: Db, year: number): Promise<BoardCoverage[]> {
	const boards = await listBoardPlans(db, year);
	const ids = boards.map(({ board_id }) => board_id);
	const plans = boards.flatMap(({ plan_id }) => plan_id ?? []);
	const versions = grouped(await listAreaVersions(db, ids, endOfDay(`${year}-12-31`)), (one) => one.board_id);
	const risks = grouped(await readMappedRisks(db, ids, year), (one) => one.board_id);
	const statements = grouped(await listStatements(db, plans), (one) => one.plan_id);
	return boards.map((board) => ({
		...board,
		cells: coverageOf({
			areas: areasOf(versions.get(board.board_id) ?? []),
			places: [],
			risks: board.plan_id === null ? [] : areasOfRisks(board.plan_id, risks.get(board.board_id) ?? []),
			statements: statements.get(board.plan_id ?? "") ?? [],
		}),
	}));
}

export function cellsOfBoards(boards: readonly BoardCoverage[]): BoardCell[] {
	return boards.flatMap(({ board, plan_id, cells }) => cells.map((cell) => ({ ...cell, board, plan_id })));
}
