import type { Db } from "../../../db/open.ts";
import { listRootUnits } from "../../../db/queries/people/units.ts";
import { SYSTEM_PERSON } from "../../../db/schema/people/people.ts";
import type { Actor } from "./actor.ts";

/**
 * Returns the actor for commands on the server and for the server's own timers. It has the rights of controller and
 * administrator over the whole tree, decided by the same table as everybody's; the trail says that it was the command line or
 * the system (T43).
 */
export async function systemActor(db: Db, via: "cli" | "system"): Promise<Actor> {
	const roots = await listRootUnits(db);
	const roles = roots.flatMap(({ id }) =>
		(["controller", "administrator"] as const).map((role) => ({ role, unit_id: id, substitute_for: null })),
	);
	return { id: SYSTEM_PERSON, name: via === "cli" ? "Kommandoraden" : "Systemet", roles, via };
}
