import type { Db } from "../../../db/open.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { listRegionBoards, type RegionBoard } from "../../../db/queries/report/region.ts";
import { type Actor, reachOf } from "../../ground/access/actor.ts";

/**
 * The boards whose answers the actor may read. An answer stands in the board's report, so whoever reads the report reads it: the
 * region's own and the auditor read all. Everybody else reads the answers of the board that answers for a unit of theirs.
 */
export async function readBoardsSeen(
	db: Db,
	actor: Actor,
	year: number,
): Promise<{ boards: RegionBoard[]; is_all: boolean }> {
	const all = await listRegionBoards(db, year);
	const seen = new Set((await listRegionBoards(db, year, reachOf(actor, "report.view"))).map(({ id }) => id));
	for (const { unit_id } of actor.roles) {
		const path = await unitPath(db, unit_id);
		const nearest = path.find((unit) => all.some((board) => board.unit_id === unit));
		for (const board of all) if (board.unit_id === nearest) seen.add(board.id);
	}
	const boards = all.filter(({ id }) => seen.has(id));
	return { boards, is_all: boards.length === all.length };
}
