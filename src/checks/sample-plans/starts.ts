import type { PlannedControl } from "../../../db/queries/checks/sample-plans.ts";
import { formatOccurrence, type Occurrence, occurrenceOf, occurrencesOf } from "../../ground/calendar/occurrence.ts";
import { Invalid } from "../../ground/errors.ts";

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

/** A plan begins with a period, and never with one that is frozen or lies before one that is. */
export function requireStart(
	control: Parameters<typeof startsOf>[0],
	frozen: readonly string[],
	validFrom: string,
): void {
	const free = startsOf(control, frozen);
	if (free.some((one) => one.first_day === validFrom)) return;
	const caught = frozen.filter((key) => occurrenceOf(key).last_day >= validFrom).sort();
	if (caught.length > 0) {
		throw new Invalid({
			valid_from: `Populationen för ${formatOccurrence(caught.at(-1)!)} är redan fryst. En plan kan inte ändra en fryst period: välj en senare.`,
		});
	}
	throw new Invalid({ valid_from: "Planen ska börja med en av kontrollmomentets perioder." });
}
