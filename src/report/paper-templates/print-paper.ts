import type { Db } from "../../../db/open.ts";
import { findPaperTemplate } from "../../../db/queries/report/paper-templates.ts";
import type { Block } from "../documents/paper.ts";
import { type Filling, fillPaper, openTemplate } from "./fill-paper.ts";
import type { PlaceKey } from "./places.ts";

/** The paper in the board's own file; null while it has none. */
export async function ownWord(
	db: Db,
	boardId: string,
	fillings: ReadonlyMap<PlaceKey, Filling>,
	last: readonly Block[],
): Promise<Buffer | null> {
	const bytes = await findPaperTemplate(db, boardId);
	return bytes && fillPaper(await openTemplate(bytes), fillings, last);
}
