import type { Db } from "../../../db/open.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import type { Actor } from "../../ground/access/actor.ts";

/** An integration acts with an administrator's rights over the whole tree, asked of the same table, and the trail says its name (T43). */
export async function integrationActor(db: Db, name: string): Promise<Actor> {
	const roots = await listRootUnits(db);
	const roles = roots.map(({ id }) => ({ role: "administrator" as const, unit_id: id, substitute_for: null }));
	return { id: SYSTEM_PERSON, name: `Integrationen ${name}`, roles, via: "integration" };
}
