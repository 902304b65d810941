import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { DEVIATION_STATUSES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { DEVIATION_FIELDS, EFFECT_FIELDS, HANDLING_FIELDS } from "./fields.ts";

const FIELDS = { ...DEVIATION_FIELDS, ...HANDLING_FIELDS, ...EFFECT_FIELDS };

export const deviationColumns = columnsOf<Deviation, keyof typeof FIELDS>(FIELDS, {
	number: { label: "Nr", type: "count", width: 8, first: true, value: (row) => row.number },
	title: { width: 40, first: true },
	severity: { width: 18, first: true, phone: true },
	status: {
		label: "Status",
		type: "text",
		width: 20,
		first: true,
		phone: true,
		words: DEVIATION_STATUSES,
		value: (row) => DEVIATION_STATUSES[row.status],
	},
	unit: { label: "Enhet", type: "text", width: 28, first: true, phone: true, value: (row) => row.unit_name },
	owner_id: { key: "owner", width: 22, first: true },
	due_on: { width: 14, first: true, phone: true },
	description: { width: 50 },
	cause_code: { key: "cause", width: 22 },
	direct_fix: { width: 40 },
	root_cause: { width: 40 },
	plan: { width: 40 },
	effect_check: { width: 40 },
	risk: { label: "Risk", type: "text", width: 40, value: (row) => `R${row.risk_number} ${row.risk_title}` },
	period: {
		label: "Period",
		type: "text",
		width: 16,
		value: (row) => row.period_key && formatOccurrence(row.period_key),
	},
	question: { label: "Kontrollpunkt", type: "text", width: 36, value: (row) => row.question_text },
	voucher: { label: "Verifikation", type: "text", width: 16, value: (row) => row.voucher_no },
	supplier: { label: "Leverantör", type: "text", width: 28, value: (row) => row.supplier_name },
	amount: { label: "Belopp", type: "ore", width: 14, first: true, sum: true, value: (row) => row.amount_ore },
	found_at: { label: "Upptäckt", type: "instant", width: 18, first: true, value: (row) => row.found_at },
	found_by: { label: "Upptäckt av", type: "text", width: 22, value: (row) => row.found_by_name },
	closed_at: { label: "Avslutad", type: "instant", width: 18, value: (row) => row.closed_at },
	closed_by: { label: "Avslutad av", type: "text", width: 22, value: (row) => row.closed_by_name },
});
