import type { Db } from "../../../db/open.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { Invalid } from "../../ground/errors.ts";

/** Checks that the owner has a role in the förvaltning. The present owner may stay without one (T19). */
export async function checkOwner(
	db: Db,
	unitId: string,
	ownerId: string | null,
	today: string,
	before: string | null = null,
): Promise<void> {
	if (ownerId === null || ownerId === before) return;
	if (!(await findPersonOption(db, { reach: { own: [], branch: [unitId] }, today }, ownerId)))
		throw new Invalid({ owner_id: "Välj en person med en roll i förvaltningen." });
}
