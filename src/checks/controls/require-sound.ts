import type { Db } from "../../../db/open.ts";
import { findChecklist } from "../../../db/queries/checks/controls-checklists.ts";
import { findMeasure } from "../../../db/queries/register/measures.ts";
import { findPersonOption } from "../../../db/queries/people/people.ts";
import { isDrawnKind, isMoneyKind, itemNoun, type PlanStatus } from "../../../db/schema/vocabulary.ts";
import { Invalid } from "../../ground/errors.ts";
import type { NewControl } from "./schema.ts";

/** The place of a control: its references must lie within it. */
export interface ControlPlace {
	risk_id: string;
	plan_year: number;
	plan_status: PlanStatus;
	/** Why the risk or the control was dropped from a draft; null for one that is worked on. */
	dropped_reason: string | null;
	/** The förvaltning of the plan. */
	unit_id: string;
}

/** Throws `Invalid` with a sentence per field unless the values go together and every reference is in scope (T19). */
export async function requireSound(db: Db, place: ControlPlace, input: NewControl, today: string): Promise<void> {
	requireOpenPlan(place.plan_status);
	if (place.dropped_reason !== null) throw new Invalid({ "": "Raden är struken ur utkastet. Ta tillbaka den först." });
	const errors: Record<string, string> = {};
	if (isDrawnKind(input.population_kind)) {
		const noun = itemNoun(input.population_kind);
		if (input.sample_size === 0)
			errors.sample_size = isMoneyKind(input.population_kind)
				? "Ange minst 1 krona att dra per period."
				: "Ange minst 1 inköp att granska per enhet och period.";
		if (input.checklist_id === null) errors.checklist_id = `Välj den checklista som ${noun.the_many} granskas mot.`;
	}
	if (input.starts_on > `${place.plan_year}-12-31`)
		errors.starts_on = `Kontrollmomentet hör till planen för ${place.plan_year} och kan inte börja senare.`;
	if (input.ended_on !== null && input.ended_on < input.starts_on)
		errors.ended_on = "Slutdatumet ligger före startdatumet.";
	if (input.checklist_id !== null && !(await findChecklist(db, input.checklist_id)))
		errors.checklist_id = "Välj en checklista i listan.";
	const measure = input.measure_id === null ? null : await findMeasure(db, input.measure_id);
	if (measure === undefined || (measure && measure.risk_id !== place.risk_id))
		errors.measure_id = "Välj en åtgärd som hör till risken.";
	const within = { reach: { own: [], branch: [place.unit_id] }, today };
	if (input.owner_id !== null && !(await findPersonOption(db, within, input.owner_id)))
		errors.owner_id = "Välj en person i listan.";
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
}

export function requireOpenPlan(status: PlanStatus): void {
	if (status === "closed") throw new Invalid({ "": "Planen är avslutad och kan inte ändras." });
	if (status === "preparation")
		throw new Invalid({ "": "Planen är i beredning. Ta tillbaka den till utkast innan något i den ändras." });
}
