import { listRootUnits } from "../../../db/queries/people/units.ts";
import type { Writing } from "../../ground/write/write.ts";

/** An integration reaches the whole tree, so whoever decides about one must too. */
export async function allowIntegrations({ trx, allow }: Pick<Writing, "trx" | "allow">): Promise<void> {
	for (const root of await listRootUnits(trx)) await allow("integration.edit", root.id);
}
