import type { LedgerHit, RuleRun } from "../../../db/queries/checks/ledger.ts";
import { HIT_STATUSES, LEDGER_RULES } from "../../../db/schema/checks/ledger.ts";
import type { Column } from "../../ground/tables/column.ts";
import type { ShownExplanation } from "../../../db/queries/checks/ledger-cards.ts";
import type { RuleRow } from "./rule-rows.ts";

export const hitColumns: Column<LedgerHit>[] = [
	{ key: "title", first: true, label: "Träff", type: "text", width: 60, value: (row) => row.title },
	{ key: "rule", first: true, label: "Regel", type: "text", width: 36, value: (row) => LEDGER_RULES[row.rule] },
	{ key: "unit", first: true, phone: true, label: "Enhet", type: "text", width: 30, value: (row) => row.unit_name },
	{ key: "supplier_no", label: "Organisationsnummer", type: "text", width: 18, value: (row) => row.supplier_no },
	{ key: "supplier", label: "Leverantör", type: "text", width: 30, value: (row) => row.supplier_name },
	{ key: "first_date", label: "Första inköp", type: "date", value: (row) => row.first_date },
	{ key: "last_date", first: true, phone: true, label: "Senaste inköp", type: "date", value: (row) => row.last_date },
	{ key: "lines", label: "Inköp", type: "count", value: (row) => row.line_count },
	{ key: "sum", first: true, sum: true, label: "Summa", type: "ore", value: (row) => row.sum_ore },
	{ key: "on_card", first: true, label: "Träffar på kortet", type: "count", value: (row) => row.card_hits },
	{
		key: "status",
		first: true,
		phone: true,
		label: "Bedömning",
		type: "text",
		words: HIT_STATUSES,
		value: (row) => HIT_STATUSES[row.status],
	},
	{ key: "reason", label: "Skäl", type: "text", width: 44, value: (row) => row.reason },
	{ key: "judged_by", label: "Bedömd av", type: "text", width: 24, value: (row) => row.judged_by_name },
	{ key: "deviation", label: "Avvikelse", type: "count", value: (row) => row.deviation_number },
];

export const explanationColumns: Column<ShownExplanation>[] = [
	{ key: "title", label: "Träff", type: "text", width: 60, value: (row) => row.title },
	{ key: "rule", label: "Regel", type: "text", width: 36, value: (row) => LEDGER_RULES[row.rule] },
	{ key: "unit", label: "Enhet", type: "text", width: 30, value: (row) => row.unit_name },
	{ key: "reason", label: "Skäl", type: "text", width: 44, value: (row) => row.reason },
	{ key: "judged_by", label: "Förklarad av", type: "text", width: 24, value: (row) => row.judged_by_name },
	{ key: "judged_at", label: "Förklarad", type: "instant", width: 26, value: (row) => row.judged_at },
	{ key: "hidden", label: "Döljer", type: "count", value: (row) => row.hidden },
];

/** Counts of hits over whole ledgers. They come from no sample, so the shares need no confidence. */
export const ruleColumns: Column<RuleRow>[] = [
	{ key: "rule", label: "Regel", type: "text", width: 44, value: (row) => LEDGER_RULES[row.rule] },
	{ key: "now", label: "Träffar i år", type: "count", value: (row) => row.figures.count },
	{ key: "share", label: "Per inköp i år", type: "share", value: (row) => row.figures.share },
	{ key: "base", label: "Per inköp de två åren före", type: "share", value: (row) => row.figures.baseRate },
	{ key: "judged", label: "Bedömda", type: "count", value: (row) => row.judged },
	{ key: "confirmed", label: "Varav avvikelser", type: "count", value: (row) => row.figures.earlierConfirmed },
	{
		key: "precision",
		label: "Träffsäkerhet",
		type: "text",
		value: (row) => (row.judged === 0 ? "Inget bedömt" : `${row.figures.earlierConfirmed} av ${row.judged}`),
	},
];

export const ruleRunColumns: Column<RuleRun>[] = [
	{ key: "started_at", label: "Startad", type: "instant", width: 26, value: (row) => row.started_at },
	{ key: "finished_at", label: "Klar", type: "instant", width: 26, value: (row) => row.finished_at },
	{ key: "file", label: "Efter inläsning av", type: "text", width: 30, value: (row) => row.file_name },
	{ key: "lines", label: "Inköp", type: "count", value: (row) => row.lines_now + row.lines_earlier },
	{ key: "new", label: "Nya träffar", type: "count", value: (row) => row.hits_new },
	{ key: "grown", label: "Utökade träffar", type: "count", value: (row) => row.hits_grown },
	{
		key: "problem",
		label: "Resultat",
		type: "text",
		width: 40,
		value: (row) => row.problem || (row.finished_at === null ? "Pågår" : "Klar"),
	},
];
