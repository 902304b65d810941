import type { Db } from "../../../db/open.ts";
import {
	findRegionItem,
	listRegionBoards,
	type RegionBoard,
	type RegionItem,
} from "../../../db/queries/report/region.ts";
import { sha256 } from "../../ground/canonical.ts";
import { stockholmDate } from "../../ground/calendar/stockholm.ts";
import { NotAllowed, NotFound } from "../../ground/errors.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import type { Writing } from "../../ground/write/write.ts";

export async function requireItem(db: Db, id: string): Promise<RegionItem> {
	const item = await findRegionItem(db, id);
	if (!item) throw new NotFound(`region item ${id}`);
	return item;
}

/** Taken back once, it is asked of nobody: it gets no new words and no new answers. */
export function requireStanding(item: RegionItem): void {
	if (item.withdrawn_reason !== null)
		throw new NotAllowed(`Regionen har återkallat det. Skäl: ${item.withdrawn_reason}`);
}

/** The item, where the region may change it now: it is of this year or later, stands, and is what the form showed. */
export async function requireChangeable(
	ctx: Context,
	{ trx, allow }: Pick<Writing, "trx" | "allow">,
	{ id, version }: { id: string; version: number },
): Promise<RegionItem> {
	const item = await requireItem(trx, id);
	await allow("region_item.push", item.region_id);
	requireOngoing(item, Number(stockholmDate(nowOf(ctx)).slice(0, 4)));
	requireStanding(item);
	await requireFresh(trx, item.wording === version, "region_item", id);
	return item;
}

/** A past year's boards have answered what was sent then; it stands as it was. */
function requireOngoing(item: Pick<RegionItem, "year">, thisYear: number): void {
	if (item.year < thisYear) throw new NotAllowed(`${item.year} är slut. Det som skickades då ändras inte.`);
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
