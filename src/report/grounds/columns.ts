import type { ExaminedInvoiceRow, ExaminedRow } from "../../../db/queries/report/grounds-examined.ts";
import type { GroundMeasureRow, GroundRiskRow, GroundRunRow } from "../../../db/queries/report/grounds.ts";
import {
	ANSWERS,
	EFFECT_TESTED,
	ITEM_KINDS,
	MEASURE_STATUSES,
	RUN_RESULTS,
	RUN_STATUSES,
	TREATMENTS,
} from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { SamPart } from "../../sam/progress.ts";

const yes = (flag: number) => (flag === 1 ? "Ja" : "Nej");

export const groundRunColumns: readonly Column<GroundRunRow>[] = [
	{ key: "control", label: "Kontrollmoment", type: "text", width: 44, value: (row) => row.control },
	{ key: "risk_number", label: "Risknummer", type: "count", width: 8, value: (row) => row.risk_number },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
	{ key: "period_key", label: "Period", type: "month", width: 11, value: (row) => row.period_key },
	{ key: "due_on", label: "Förfallodag", type: "date", width: 12, value: (row) => row.due_on },
	{ key: "due", label: "Förfallen", type: "text", width: 10, value: (row) => yes(row.due) },
	{
		key: "status",
		label: "Status",
		type: "text",
		width: 16,
		words: RUN_STATUSES,
		value: (row) => RUN_STATUSES[row.status],
	},
	{
		key: "result",
		label: "Resultat",
		type: "text",
		width: 18,
		words: RUN_RESULTS,
		value: (row) => row.result && RUN_RESULTS[row.result],
	},
	{ key: "signed_at", label: "Signerad", type: "instant", width: 17, value: (row) => row.signed_at },
	{ key: "after", label: "Utförd efter brytdatum", type: "text", width: 12, value: (row) => yes(row.after) },
];

export const groundMeasureColumns: readonly Column<GroundMeasureRow>[] = [
	{ key: "title", label: "Åtgärd", type: "text", width: 52, value: (row) => row.title },
	{ key: "risk_number", label: "Risknummer", type: "count", width: 8, value: (row) => row.risk_number },
	{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
	{ key: "due_on", label: "Klart senast", type: "date", width: 12, value: (row) => row.due_on },
	{
		key: "status",
		label: "Status",
		type: "text",
		width: 16,
		words: MEASURE_STATUSES,
		value: (row) => MEASURE_STATUSES[row.status],
	},
	{ key: "overdue", label: "Dag har passerat", type: "text", width: 11, value: (row) => yes(row.overdue) },
	{
		key: "effect_tested",
		label: "Effekt prövad",
		type: "text",
		width: 12,
		words: EFFECT_TESTED,
		value: (row) => EFFECT_TESTED[row.effect_tested],
	},
];

export const groundRiskColumns: readonly Column<GroundRiskRow>[] = [
	{ key: "number", label: "Nummer", type: "count", width: 8, value: (row) => row.number },
	{ key: "title", label: "Risk", type: "text", width: 52, value: (row) => row.title },
	{ key: "area", label: "Verksamhet", type: "text", width: 24, value: (row) => row.area },
	{
		key: "residual",
		label: "Kvarstående riskvärde",
		type: "count",
		width: 12,
		value: ({ likelihood, impact }) => (likelihood === null || impact === null ? null : likelihood * impact),
	},
	{
		key: "treatment",
		label: "Hantering",
		type: "text",
		width: 14,
		words: TREATMENTS,
		value: (row) => row.treatment && TREATMENTS[row.treatment],
	},
];

export const examinedColumns: readonly Column<ExaminedRow>[] = [
	{ key: "item", label: "Verifikation", type: "text", width: 28, value: (row) => row.voucher_no || row.item_key },
	{ key: "supplier", label: "Leverantör", type: "text", width: 30, value: (row) => row.supplier },
	{ key: "amount", label: "Belopp", type: "ore", value: (row) => row.amount_ore },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
	{ key: "period_key", label: "Period", type: "month", width: 11, value: (row) => row.period_key },
	{ key: "kind", label: "Dragen", type: "text", width: 18, words: ITEM_KINDS, value: (row) => ITEM_KINDS[row.kind] },
	{
		key: "answer",
		label: "Svar",
		type: "text",
		width: 14,
		words: ANSWERS,
		value: (row) => row.answer && ANSWERS[row.answer],
	},
	{ key: "deviating", label: "Avvikande", type: "text", width: 10, value: (row) => yes(row.deviating) },
];

export const examinedInvoiceColumns: readonly Column<ExaminedInvoiceRow>[] = [
	{ key: "item", label: "Verifikation", type: "text", width: 28, value: (row) => row.voucher_no || row.item_key },
	{ key: "supplier", label: "Leverantör", type: "text", width: 30, value: (row) => row.supplier },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
	{ key: "period_key", label: "Period", type: "month", width: 11, value: (row) => row.period_key },
	{ key: "amount", label: "Belopp", type: "ore", value: (row) => row.amount_ore },
	{ key: "audited", label: "Rätt belopp", type: "ore", value: (row) => row.audited_ore },
	{ key: "over", label: "För högt", type: "ore", value: (row) => Math.max(0, row.amount_ore - row.audited_ore) },
];

export const groundSamColumns: readonly Column<SamPart>[] = [
	{ key: "name", label: "Del av förvaltningen", type: "text", width: 44, value: (row) => row.name },
	{ key: "units", label: "Enheter", type: "count", width: 10, value: (row) => row.units },
	{ key: "signed", label: "Signerade", type: "count", width: 10, value: (row) => row.signed },
	{ key: "reconciled", label: "Avstämda", type: "count", width: 10, value: (row) => row.reconciled },
];
