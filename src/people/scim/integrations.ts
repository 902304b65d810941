import { listRootUnits } from "../../../db/queries/people/units.ts";
import type { Writing } from "../../ground/write/write.ts";

/** Refuses a person without rights over the whole tree, because an integration reaches all of it. */
export async function allowIntegrations({ trx, allow }: Pick<Writing, "trx" | "allow">): Promise<void> {
	for (const root of await listRootUnits(trx)) await allow("integration.edit", root.id);
}
