import type { MeasureRow } from "../../../db/queries/register/measures.ts";
import { progressOf } from "../../../db/schema/register/measures.ts";
import { columnsOf, type ListedOf } from "../../ground/tables/field.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "./fields.ts";

export const measureColumns = columnsOf<MeasureRow, ListedOf<typeof MEASURE_FIELDS & typeof REPORT_FIELDS>>(
	{ ...MEASURE_FIELDS, ...REPORT_FIELDS },
	{
		title: { first: true, width: 50 },
		risk: {
			first: true,
			label: "Risk",
			type: "text",
			width: 44,
			value: (measure) => `R${measure.risk_number} ${measure.risk_title}`,
		},
		kind: {},
		scope: {},
		performer_text: { key: "performer", width: 22 },
		owner_id: { first: true, phone: true, key: "owner", width: 22 },
		due_on: { first: true, phone: true },
		status: { first: true, phone: true },
		overdue: {
			first: true,
			label: "Datum passerat",
			type: "text",
			value: (measure) => (measure.is_overdue ? "Ja" : null),
		},
		effect_tested: {},
		progress: { first: true, label: "Klart", type: "share", width: 9, value: progressOf },
		cost: { label: "Kostnad hittills", type: "ore", width: 16, sum: true, value: (measure) => measure.cost_ore },
		year: { label: "Planens år", type: "year", width: 10, value: (measure) => measure.plan_year },
		status_reason: null,
	},
);
