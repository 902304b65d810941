import { z } from "zod";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import { date, line, oneOf, optional, reference, text, version } from "../../ground/write/fields.ts";

const fields = {
	title: line(400),
	kind: oneOf(MEASURE_KINDS),
	scope: optional(oneOf(RISK_SCOPES)),
	performer_text: text(200),
	support: text(1000),
	owner_id: optional(reference()),
	due_on: optional(date()),
};

export const AddMeasure = z.object(fields);
export type AddMeasure = z.infer<typeof AddMeasure>;

export const EditMeasure = z.object({ ...fields, version });
export type EditMeasure = z.infer<typeof EditMeasure>;

/** The lägesrapport: where the measure stands, and whether it had the effect it should. */
export const ReportMeasure = z
	.object({
		status: oneOf(MEASURE_STATUSES),
		status_reason: text(2000),
		effect_tested: oneOf(EFFECT_TESTED),
		effect_note: text(2000),
		version,
	})
	.superRefine((report, issues) => {
		const fault = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		if (report.status === "cancelled" && report.status_reason === "")
			fault("status_reason", "Skriv varför åtgärden avbryts.");
		if (report.effect_tested !== "not_yet" && report.effect_note === "")
			fault("effect_note", "Skriv hur effekten prövades och vad den visade.");
	});
export type ReportMeasure = z.infer<typeof ReportMeasure>;
