import type { PlannedControl } from "../../db/queries/sample-plans.ts";
import { type Occurrence, occurrenceOf, occurrencesOf } from "../calendar/occurrence.ts";

/** The periods a new plan may begin with: those of the control's year after the last that is frozen. */
export function startsOf(
	control: Pick<PlannedControl, "frequency" | "year">,
	frozenKeys: readonly string[],
): Occurrence[] {
	const last =
		frozenKeys
			.map((key) => occurrenceOf(key).last_day)
			.sort()
			.at(-1) ?? "";
	const all =
		control.frequency === "ad_hoc"
			? [{ key: String(control.year), first_day: `${control.year}-01-01`, last_day: `${control.year}-12-31` }]
			: occurrencesOf(control.frequency, control.year);
	return all.filter((one) => one.first_day > last);
}
