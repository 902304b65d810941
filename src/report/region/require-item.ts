import type { Db } from "../../../db/open.ts";
import {
	findRegionItem,
	listRegionBoards,
	type RegionBoard,
	type RegionItem,
} from "../../../db/queries/report/region.ts";
import { sha256 } from "../../ground/canonical.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireItem(db: Db, id: string): Promise<RegionItem> {
	const item = await findRegionItem(db, id);
	if (!item) throw new NotFound(`region item ${id}`);
	return item;
}

/** A board that the item was sent to: all that exist in its year. */
export async function requireBoard(db: Db, item: RegionItem, boardId: string): Promise<RegionBoard> {
	const board = (await listRegionBoards(db, item.year)).find((one) => one.id === boardId);
	if (!board) throw new NotFound(`board ${boardId} of ${item.year}`);
	return board;
}

/** What an event says of an item, with the digest of the text it is about. */
export function told(
	{ kind, year, number, title }: Pick<RegionItem, "kind" | "year" | "number" | "title">,
	wording: number,
	text: string,
) {
	return { kind, year, number, title, wording, digest: sha256(text) };
}
