import type { Db } from "../../../db/open.ts";
import { isSameHuman } from "../../ground/access/accounts-behind.ts";
import { Invalid } from "../../ground/errors.ts";
import { listEligible } from "../duties/eligible.ts";

/**
 * The names of the chosen performer and reviewer. Throws `Invalid` at the field when one of them cannot be it, or when they are
 * the same person (rule 3).
 */
export async function requirePeople(
	db: Db,
	unitId: string,
	chosen: { performer_id: string | null; reviewer_id: string | null },
	today: string,
): Promise<{ performer: string | null; reviewer: string | null }> {
	const errors: Record<string, string> = {};
	const find = async (action: "run.perform" | "run.review", id: string | null) =>
		id === null ? null : (await listEligible(db, action, unitId, today)).find((person) => person.id === id);
	const performer = await find("run.perform", chosen.performer_id);
	const reviewer = await find("run.review", chosen.reviewer_id);
	if (performer === undefined) errors.performer_id = "Personen har ingen roll som får utföra kontroller vid enheten.";
	if (reviewer === undefined) errors.reviewer_id = "Personen har ingen roll som får granska kontroller vid enheten.";
	if (chosen.reviewer_id !== null && chosen.performer_id !== null)
		if (await isSameHuman(db, chosen.reviewer_id, chosen.performer_id))
			errors.reviewer_id = "Granskaren får inte vara samma person som utföraren.";
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
	return { performer: performer?.name ?? null, reviewer: reviewer?.name ?? null };
}
