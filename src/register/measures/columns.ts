import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import { EFFECT_TESTED, MEASURE_KINDS, MEASURE_STATUSES, RISK_SCOPES } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

export const measureColumns: Column<MeasureRow>[] = [
	{ key: "title", label: "Åtgärd", type: "text", width: 50, value: (measure) => measure.title },
	{
		key: "risk",
		label: "Risk",
		type: "text",
		width: 44,
		value: (measure) => `R${measure.risk_number} ${measure.risk_title}`,
	},
	{ key: "kind", label: "Slag", type: "text", value: (measure) => MEASURE_KINDS[measure.kind] },
	{
		key: "scope",
		label: "Omfattning",
		type: "text",
		value: (measure) => RISK_SCOPES[measure.scope ?? measure.risk_scope],
	},
	{ key: "performer", label: "Utförs av", type: "text", width: 22, value: (measure) => measure.performer_text },
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (measure) => measure.owner_name },
	{ key: "due_on", label: "Klart senast", type: "date", value: (measure) => measure.due_on },
	{ key: "status", label: "Status", type: "text", value: (measure) => MEASURE_STATUSES[measure.status] },
	{
		key: "overdue",
		label: "Datum passerat",
		type: "text",
		value: (measure) => (measure.is_overdue ? "Ja" : null),
	},
	{
		key: "effect_tested",
		label: "Effekten prövad",
		type: "text",
		value: (measure) => EFFECT_TESTED[measure.effect_tested],
	},
	{ key: "year", label: "Planens år", type: "year", width: 10, value: (measure) => measure.plan_year },
];

export const MEASURE_LABELS = {
	title: "Åtgärd",
	kind: "Slag",
	scope: "Omfattning",
	performer_text: "Utförs av",
	support: "Stöd",
	owner_id: "Ansvarig",
	due_on: "Klart senast",
};

export const REPORT_LABELS = {
	status: "Status",
	status_reason: "Skäl till statusen",
	effect_tested: "Effekten prövad",
	effect_note: "Hur effekten prövades",
};
