import { z } from "zod";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import type { MeasureTable } from "../../../db/schema/register/measures.ts";
import {
	date,
	integer,
	kronor,
	line,
	MOST_KR,
	oneOf,
	optional,
	reference,
	text,
	version,
} from "../../ground/write/fields.ts";

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

/** Steps or a share, never both, and what is done is all of it. */
function progressFaults(
	report: Pick<MeasureTable, "status" | "percent" | "steps_done" | "steps_total">,
	fault: (path: string, message: string) => void,
): void {
	const { status, percent, steps_done, steps_total } = report;
	if ((steps_done === null) !== (steps_total === null))
		fault(
			steps_done === null ? "steps_done" : "steps_total",
			"Ange både hur många steg som är klara och hur många de är.",
		);
	else if (steps_done !== null && percent !== null) fault("percent", "Ange steg eller procent, inte båda.");
	if (steps_done !== null && steps_total !== null && steps_done > steps_total)
		fault("steps_done", `Av ${steps_total} steg kan högst ${steps_total} vara klara.`);
	if (status !== "done") return;
	if (percent !== null && percent < 100) fault("percent", "En genomförd åtgärd är klar till 100 procent.");
	if (steps_done !== null && steps_total !== null && steps_done < steps_total)
		fault("steps_done", "Alla steg är klara när åtgärden är genomförd.");
}

/** The lägesrapport: where the measure stands, and whether it had the effect it should. */
export const ReportMeasure = z
	.object({
		status: oneOf(MEASURE_STATUSES),
		status_reason: text(2000),
		effect_tested: oneOf(EFFECT_TESTED),
		effect_note: text(2000),
		percent: optional(integer(0, 100)),
		steps_done: optional(integer(0, 1000)),
		steps_total: optional(integer(1, 1000)),
		cost_ore: optional(kronor(0, MOST_KR, "Skriv en kostnad mellan 0 och en miljard kronor.")),
		version,
	})
	.superRefine((report, issues) => {
		const fault = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		if (report.status === "cancelled" && report.status_reason === "")
			fault("status_reason", "Skriv varför åtgärden avbryts.");
		if (report.effect_tested !== "not_yet" && report.effect_note === "")
			fault("effect_note", "Skriv hur effekten prövades och vad den visade.");
		progressFaults(report, fault);
	});
export type ReportMeasure = z.infer<typeof ReportMeasure>;
