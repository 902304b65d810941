import type { Db } from "../../../db/open.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { listAreas } from "../../../db/queries/register/plans.ts";
import { Invalid } from "../../ground/errors.ts";
import type { AddRisk } from "./schema.ts";

/** Who may be named in a plan of the förvaltning `unitId`: people with a role in it. */
export function ownerScope(unitId: string, today: string) {
	return { reach: { own: [], branch: [unitId] }, today };
}

/** Who may accept a risk there. */
export function deciderScope(unitId: string, today: string) {
	return { ...ownerScope(unitId, today), roles: ["approver" as const] };
}

/** Every id a risk form brought is in scope (T19). What stood there before may stay, also when the person has left. */
export async function checkReferences(
	db: Db,
	plan: { id: string; unit_id: string },
	input: Pick<AddRisk, "area_id" | "owner_id" | "treatment_decider_id">,
	today: string,
	before: { owner_id: string | null; treatment_decider_id: string | null } = {
		owner_id: null,
		treatment_decider_id: null,
	},
): Promise<void> {
	const areas = await listAreas(db, plan.id);
	if (!areas.some((area) => area.id === input.area_id))
		throw new Invalid({ area_id: "Välj en verksamhet som finns i planen." });
	const { owner_id, treatment_decider_id } = input;
	if (owner_id !== null && owner_id !== before.owner_id) {
		if (!(await findPersonOption(db, ownerScope(plan.unit_id, today), owner_id)))
			throw new Invalid({ owner_id: "Välj en person med en roll i förvaltningen." });
	}
	if (treatment_decider_id !== null && treatment_decider_id !== before.treatment_decider_id) {
		if (!(await findPersonOption(db, deciderScope(plan.unit_id, today), treatment_decider_id)))
			throw new Invalid({ treatment_decider_id: "Välj en person som får acceptera risker i förvaltningen." });
	}
}
