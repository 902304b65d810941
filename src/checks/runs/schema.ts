import { z } from "zod";
import { line, oneOf, optional, reference, requiredText, version } from "../../ground/write/fields.ts";

/** The form must say what to create, so that an empty form creates nothing. */
export const RunCreation = z
	.object({
		scope: oneOf({ all: "Alla kontrollmoment", control: "Ett kontrollmoment" }),
		control_id: optional(reference()),
		period_key: optional(line(10)),
	})
	.refine((input) => input.scope === "all" || input.control_id !== null, {
		path: ["control_id"],
		message: "Välj kontrollmoment.",
	});
export type RunCreation = z.output<typeof RunCreation>;

export const NotDone = z.object({ reason: requiredText(2000), version });
export type NotDone = z.output<typeof NotDone>;

export const ReassignRun = z.object({
	version,
	performer_id: optional(reference()),
	reason: requiredText(1000),
});
