import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { CAUSE_CODES, DEVIATION_STATUSES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { formatOccurrence } from "../../ground/calendar/occurrence.ts";
import type { Column } from "../../ground/tables/column.ts";

export const deviationColumns: readonly Column<Deviation>[] = [
	{ key: "number", label: "Nr", type: "count", width: 8, value: (row) => row.number },
	{ key: "title", label: "Avvikelse", type: "text", width: 40, value: (row) => row.title },
	{ key: "severity", label: "Allvarlighetsgrad", type: "text", width: 18, value: (row) => SEVERITIES[row.severity] },
	{ key: "status", label: "Status", type: "text", width: 20, value: (row) => DEVIATION_STATUSES[row.status] },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit_name },
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner_name },
	{ key: "due_on", label: "Klart senast", type: "date", width: 14, value: (row) => row.due_on },
	{ key: "description", label: "Vad är fel", type: "text", width: 50, value: (row) => row.description },
	{
		key: "cause",
		label: "Orsakskod",
		type: "text",
		width: 22,
		value: (row) => row.cause_code && CAUSE_CODES[row.cause_code],
	},
	{ key: "direct_fix", label: "Direkt rättning", type: "text", width: 40, value: (row) => row.direct_fix },
	{ key: "root_cause", label: "Grundorsak", type: "text", width: 40, value: (row) => row.root_cause },
	{ key: "plan", label: "Plan", type: "text", width: 40, value: (row) => row.plan },
	{ key: "effect_check", label: "Effektkontroll", type: "text", width: 40, value: (row) => row.effect_check },
	{ key: "risk", label: "Risk", type: "text", width: 40, value: (row) => `R${row.risk_number} ${row.risk_title}` },
	{
		key: "period",
		label: "Period",
		type: "text",
		width: 16,
		value: (row) => row.period_key && formatOccurrence(row.period_key),
	},
	{ key: "question", label: "Kontrollpunkt", type: "text", width: 36, value: (row) => row.question_text },
	{ key: "voucher", label: "Verifikation", type: "text", width: 16, value: (row) => row.voucher_no },
	{ key: "supplier", label: "Leverantör", type: "text", width: 28, value: (row) => row.supplier_name },
	{ key: "amount", label: "Belopp", type: "ore", width: 14, value: (row) => row.amount_ore },
	{ key: "found_at", label: "Upptäckt", type: "instant", width: 18, value: (row) => row.found_at },
	{ key: "found_by", label: "Upptäckt av", type: "text", width: 22, value: (row) => row.found_by_name },
	{ key: "closed_at", label: "Avslutad", type: "instant", width: 18, value: (row) => row.closed_at },
	{ key: "closed_by", label: "Avslutad av", type: "text", width: 22, value: (row) => row.closed_by_name },
];
