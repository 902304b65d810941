import type { Db } from "../../../db/open.ts";
import { listRolesOn } from "../../../db/queries/people/session.ts";
import type { Actor } from "../../ground/access/actor.ts";

/** The person as they would be if they signed in on the day: what a letter tells is what they may see. */
export async function readerAs(db: Db, person: { id: string; name: string }, today: string): Promise<Actor> {
	return { id: person.id, name: person.name, roles: await listRolesOn(db, person.id, today), via: "system" };
}
