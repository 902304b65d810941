import type { Trx } from "../../../db/open.ts";
import { lastChangeOf } from "../../../db/queries/ground/write.ts";
import { Stale } from "../errors.ts";

/** Throws `Stale`, naming who changed the object last, unless the versioned update went through. */
export async function requireFresh(trx: Trx, updated: boolean, kind: string, id: string): Promise<void> {
	if (updated) return;
	const { by, at } = await lastChangeOf(trx, kind, id);
	throw new Stale(by, at);
}
