import type { Measure } from "../../../db/queries/register/measures.ts";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditMeasure, ReportMeasure } from "./schema.ts";

function kronorOf({ cost_ore }: Pick<Measure, "cost_ore">): string {
	return cost_ore === null ? "" : (cost_ore / 100).toFixed(2).replace(".", ",");
}

/** What a measure is, who owns it and when it is due. */
export const MEASURE_FIELDS = {
	title: { label: "Åtgärd", trail: "rubrik", kind: "text" },
	kind: { label: "Slag", kind: "word", words: MEASURE_KINDS },
	/** Null: that of its risk. */
	scope: { label: "Omfattning", kind: "word", words: RISK_SCOPES, only: "list" },
	performer_text: { label: "Utförs av", kind: "text" },
	support: { label: "Stöd", kind: "text", only: "page" },
	owner_id: { label: "Ansvarig", kind: "reference", name: (measure) => measure.owner_name },
	due_on: { label: "Klart senast", kind: "date" },
} as const satisfies FieldsOf<EditMeasure, Measure>;

/** Where it stands: the lägesrapport. */
export const REPORT_FIELDS = {
	status: { label: "Status", kind: "word", words: MEASURE_STATUSES },
	status_reason: { label: "Skäl till statusen", short: "Skäl för status", kind: "text" },
	effect_tested: { label: "Effekten prövad", short: "Effekt prövad", kind: "word", words: EFFECT_TESTED },
	percent: { label: "Klart, procent", short: "Klart, %", trail: "klart i procent", kind: "count", only: "page" },
	steps_done: { label: "Klara steg", kind: "count", only: "page" },
	steps_total: { label: "Steg sammanlagt", trail: "antal steg", kind: "count", only: "page" },
	/** As the form takes it: in kronor. */
	cost_ore: {
		label: "Kostnad hittills, kronor",
		short: "Kostnad",
		trail: "kostnad",
		kind: "text",
		only: "page",
		read: kronorOf,
	},
	effect_note: { label: "Hur effekten prövades", trail: "effekt", kind: "text", only: "page" },
} as const satisfies FieldsOf<ReportMeasure, Measure>;
