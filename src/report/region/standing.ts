import type { RegionAnswer, RegionBoard, RegionItem } from "../../../db/queries/report/region.ts";

/** Where one board stands with one item: its latest answer, in the latest report that has one. */
export interface Standing {
	item: RegionItem;
	board: RegionBoard;
	latest: RegionAnswer | null;
	/** The board came into being after the item was sent. */
	came_later: boolean;
}

export function standingsOf(
	items: readonly RegionItem[],
	boards: readonly RegionBoard[],
	answers: readonly RegionAnswer[],
): Standing[] {
	return items.flatMap((item) =>
		boards.map((board) => ({
			item,
			board,
			latest: answers.find((one) => one.item_id === item.id && one.board_id === board.id) ?? null,
			came_later: board.valid_from > item.pushed_at.slice(0, 10),
		})),
	);
}

/** The sum for regionstyrelsen: how many boards have answered the wording that stands, an earlier one, or not at all. */
export function sumOf(standings: readonly Standing[]) {
	const current = standings.filter(({ item, latest }) => latest?.wording === item.wording).length;
	const without = standings.filter(({ latest }) => latest === null);
	const earlier = standings.length - current - without.length;
	return { boards: standings.length, current, earlier, unanswered: without.filter(isAsked).length };
}

/** True while the board owes an answer to the wording that stands. */
export function isAsked({ item, latest }: Pick<Standing, "item" | "latest">): boolean {
	return item.withdrawn_reason === null && latest?.wording !== item.wording;
}
