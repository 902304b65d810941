import type { Db } from "../../../db/open.ts";
import {
	listOpenReports,
	listRegionAnswers,
	listRegionBoards,
	listRegionItems,
} from "../../../db/queries/report/region.ts";
import { type Actor, maySomewhere, reachOf } from "../../ground/access/actor.ts";
import { isAsked, standingsOf } from "../../report/region/standing.ts";

/** What the region has sent to all boards, and the person's own boards have not answered in the wording that stands. */
export async function readRegionMatters(db: Db, actor: Actor, today: string) {
	if (!maySomewhere(actor, "region_item.answer")) return [];
	const thisYear = Number(today.slice(0, 4));
	// the year before is still answered in its last report
	const years = await Promise.all([thisYear - 1, thisYear, thisYear + 1].map((year) => asked(db, actor, year)));
	const due = await Promise.all(
		years.flat().map(async ({ item, board }) => {
			const [report] = await listOpenReports(db, board.id, item.year);
			return { item, board, report, is_over: !report && item.year < thisYear };
		}),
	);
	return due.flatMap(({ item, board, report, is_over }) => {
		const about = { id: item.id, title: item.title, kind: item.kind, board_id: board.id, board: board.name };
		return is_over ? [] : [{ ...about, due_on: report?.deadline ?? null }];
	});
}

async function asked(db: Db, actor: Actor, year: number) {
	const items = await listRegionItems(db, year);
	const [first] = items;
	if (!first) return [];
	// who asks for the region does not answer for the boards
	const roles = actor.roles.filter(({ unit_id }) => unit_id !== first.region_id);
	const boards = await listRegionBoards(db, year, reachOf({ ...actor, roles }, "region_item.answer"));
	return standingsOf(items, boards, await listRegionAnswers(db, { year })).filter(isAsked);
}
