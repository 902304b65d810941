import type { Control } from "../../../db/queries/checks/controls.ts";
import { type Occurrence, occurrencesOf } from "../../ground/calendar/occurrence.ts";

/** The occurrences of the control that the period covers and the control was there for. */
export function expectedKeys(
	control: Pick<Control, "frequency" | "starts_on" | "ended_on">,
	period: Occurrence,
): string[] {
	return occurrencesOf(control.frequency, Number(period.key.slice(0, 4)))
		.filter((one) => one.first_day >= period.first_day && one.last_day <= period.last_day)
		.filter((one) => one.last_day >= control.starts_on && one.first_day <= (control.ended_on ?? "9999-12-31"))
		.map((one) => one.key);
}
