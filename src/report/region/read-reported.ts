import type { Db } from "../../../db/open.ts";
import {
	listRegionAnswers,
	listRegionItems,
	type RegionAnswer,
	type RegionItem,
} from "../../../db/queries/report/region.ts";
import type { Period } from "../../../db/queries/report/periods.ts";
import { endOfDay } from "../../ground/calendar/stockholm-day.ts";

/** One of the region's items in a board's report: the wording that stands, and where the board says that it is. */
export interface ReportedItem {
	item: RegionItem;
	/** The board's latest answer up to this report, also when it was given in an earlier report of the year. */
	latest: RegionAnswer | null;
	/** Every edition of what was answered in this very report, the newest first. */
	own: RegionAnswer[];
}

/**
 * What the region had sent by the cut-off, and what the board answered later in the same report. What was taken back without an
 * answer is asked of nobody, and is left out.
 */
export async function readReported(
	db: Db,
	period: Pick<Period, "id" | "board_id" | "year" | "cut_off">,
): Promise<ReportedItem[]> {
	const answers = (await listRegionAnswers(db, { year: period.year, board_id: period.board_id })).filter(
		({ period_id, cut_off }) => period_id === period.id || cut_off < period.cut_off,
	);
	return (await listRegionItems(db, period.year)).flatMap((item) => {
		const given = answers.filter(({ item_id }) => item_id === item.id);
		const is_asked = item.withdrawn_reason === null && item.pushed_at < endOfDay(period.cut_off);
		if (given.length === 0 && !is_asked) return [];
		return [{ item, latest: given[0] ?? null, own: given.filter(({ period_id }) => period_id === period.id) }];
	});
}
