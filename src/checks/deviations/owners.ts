import type { Db } from "../../../db/open.ts";
import { findPersonOption, listPeopleOptions, type PersonOption } from "../../../db/queries/people/people.ts";
import { unitPath } from "../../../db/queries/people/units.ts";
import { Invalid } from "../../ground/errors.ts";

/** Who can be put in charge of a unit's deviation: those with a role at the unit or above it. */
export async function listOwners(db: Db, unitId: string, today: string): Promise<PersonOption[]> {
	return listPeopleOptions(db, { reach: { own: await unitPath(db, unitId), branch: [] }, today });
}

/** Checks that the id a form brought is one of `listOwners` (T19). Null stays null. */
export async function requireOwner(db: Db, unitId: string, today: string, id: string | null): Promise<string | null> {
	if (id === null) return null;
	const reach = { own: await unitPath(db, unitId), branch: [] };
	if (await findPersonOption(db, { reach, today }, id)) return id;
	throw new Invalid({ owner_id: "Välj någon som har en roll vid enheten eller över den." });
}
