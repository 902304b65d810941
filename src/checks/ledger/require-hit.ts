import type { Db } from "../../../db/open.ts";
import { findHit, type LedgerHit } from "../../../db/queries/checks/ledger.ts";
import { NotFound } from "../../ground/errors.ts";

export async function requireHit(db: Db, id: string): Promise<LedgerHit> {
	const hit = await findHit(db, id);
	if (!hit) throw new NotFound(`ledger hit ${id}`);
	return hit;
}
