import type { Db } from "../../../../db/open.ts";
import { purchasesMark } from "../../../../db/queries/checks/populations-files.ts";
import { type FrameTerms, factsOf } from "./frame-terms.ts";

/** Everything that decides where an item belongs: the terms, and which files stand in the register. */
export async function groundsOf(db: Db, terms: FrameTerms): Promise<string> {
	return JSON.stringify([factsOf(terms), await purchasesMark(db)]);
}
