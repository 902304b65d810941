import type { DeviationRow, EvidenceRow } from "../../../db/queries/report/workbook-findings.ts";
import type { PlanRow } from "../../../db/queries/report/workbook-rows.ts";
import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { bandOf } from "../../../db/schema/register/risks-scale.ts";
import {
	CAUSE_CODES,
	DEVIATION_STATUSES,
	EFFECT_TESTED,
	EVIDENCE_PARENTS,
	FREQUENCIES,
	ITEM_KINDS,
	MEASURE_KINDS,
	MEASURE_STATUSES,
	RISK_SCOPES,
	type Scale,
	SEVERITIES,
	TREATMENTS,
} from "../../../db/schema/vocabulary.ts";
import type { CellType, Column } from "../../ground/tables/column.ts";

/** The published plan's three columns first, then what follows them up. Read back by the import of plans. */
export function planColumns(scale: Scale | null): readonly Column<PlanRow>[] {
	const score = (kind: "inherent" | "residual") => (row: PlanRow) => {
		const [likelihood, impact] = [row[`${kind}_likelihood`], row[`${kind}_impact`]];
		return likelihood === null || impact === null ? null : likelihood * impact;
	};
	const band = (kind: "inherent" | "residual") => (row: PlanRow) => {
		const value = score(kind)(row);
		return value === null || scale === null ? null : bandOf(scale, value).name;
	};
	return [
		{ key: "area", label: "Verksamhet", type: "text", width: 24, value: (row) => row.area },
		{ key: "risk", label: "Risk", type: "text", width: 44, value: (row) => row.risk },
		{ key: "measure", label: "Åtgärd", type: "text", width: 52, value: (row) => row.measure },
		{ key: "status", label: "Status", type: "text", value: (row) => row.status && MEASURE_STATUSES[row.status] },
		{ key: "status_reason", label: "Skäl för status", type: "text", width: 30, value: (row) => row.status_reason },
		{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
		{ key: "due_on", label: "Klart senast", type: "date", width: 12, value: (row) => row.due_on },
		{
			key: "effect_tested",
			label: "Effekt prövad",
			type: "text",
			width: 12,
			value: (row) => row.effect_tested && EFFECT_TESTED[row.effect_tested],
		},
		{ key: "kind", label: "Slag", type: "text", value: (row) => row.kind && MEASURE_KINDS[row.kind] },
		{ key: "performer_text", label: "Utförs av", type: "text", width: 22, value: (row) => row.performer_text },
		{ key: "number", label: "Risknummer", type: "count", width: 8, value: (row) => row.number },
		{ key: "requirements", label: "Krav", type: "text", width: 10, value: (row) => requirementText(row.requirements) },
		{ key: "scope", label: "Omfattning", type: "text", width: 20, value: (row) => RISK_SCOPES[row.scope] },
		{ key: "origin", label: "Ursprung", type: "text", width: 22, value: (row) => row.origin },
		{ key: "risk_owner", label: "Riskägare", type: "text", width: 22, value: (row) => row.risk_owner },
		{
			key: "inherent_likelihood",
			label: "Inneboende sannolikhet",
			type: "count",
			width: 12,
			value: (row) => row.inherent_likelihood,
		},
		{
			key: "inherent_impact",
			label: "Inneboende konsekvens",
			type: "count",
			width: 12,
			value: (row) => row.inherent_impact,
		},
		{ key: "inherent_score", label: "Inneboende riskvärde", type: "count", width: 12, value: score("inherent") },
		{ key: "inherent_band", label: "Inneboende nivå", type: "text", width: 12, value: band("inherent") },
		{
			key: "residual_likelihood",
			label: "Kvarstående sannolikhet",
			type: "count",
			width: 12,
			value: (row) => row.residual_likelihood,
		},
		{
			key: "residual_impact",
			label: "Kvarstående konsekvens",
			type: "count",
			width: 12,
			value: (row) => row.residual_impact,
		},
		{ key: "residual_score", label: "Kvarstående riskvärde", type: "count", width: 12, value: score("residual") },
		{ key: "residual_band", label: "Kvarstående nivå", type: "text", width: 12, value: band("residual") },
		{ key: "treatment", label: "Hantering", type: "text", value: (row) => row.treatment && TREATMENTS[row.treatment] },
		{
			key: "treatment_reason",
			label: "Skäl för hantering",
			type: "text",
			width: 30,
			value: (row) => row.treatment_reason,
		},
	];
}

function requirementText(json: string): string {
	return (JSON.parse(json) as string[]).join(", ");
}

export const controlMonthColumns: readonly Column<ControlMonth>[] = [
	{ key: "title", label: "Kontrollmoment", type: "text", width: 44, value: (row) => row.title },
	{ key: "risk_number", label: "Risknummer", type: "count", width: 8, value: (row) => row.risk_number },
	{ key: "frequency", label: "Frekvens", type: "text", value: (row) => FREQUENCIES[row.frequency] },
	{ key: "month", label: "Månad", type: "month", width: 10, value: (row) => row.month },
	{ key: "planned", label: "Planerade", type: "count", width: 11, value: (row) => row.planned },
	{ key: "performed", label: "Utförda", type: "count", width: 11, value: (row) => row.performed },
	{ key: "late", label: "Sena", type: "count", width: 10, value: (row) => row.late },
	{ key: "not_done", label: "Ej genomförda", type: "count", width: 12, value: (row) => row.not_done },
	{ key: "approved", label: "Godkända", type: "count", width: 11, value: (row) => row.approved },
	{ key: "no_deviation", label: "Ingen avvikelse", type: "count", width: 12, value: (row) => row.no_deviation },
	{ key: "minor", label: "Mindre avvikelse", type: "count", width: 12, value: (row) => row.minor },
	{ key: "major", label: "Större avvikelse", type: "count", width: 12, value: (row) => row.major },
	{ key: "critical", label: "Väsentlig avvikelse", type: "count", width: 12, value: (row) => row.critical },
	{ key: "population_n", label: "Inköp i populationen", type: "count", width: 13, value: (row) => row.population_n },
	{
		key: "population_sum_ore",
		label: "Populationens summa",
		type: "ore",
		width: 16,
		value: (row) => row.population_sum_ore,
	},
];

/** `since` is the instant the period began: what was found before it is carried over. */
export function deviationColumns(since: string): readonly Column<DeviationRow>[] {
	return [
		{ key: "number", label: "Nummer", type: "count", width: 9, value: (row) => row.number },
		{ key: "title", label: "Rubrik", type: "text", width: 40, value: (row) => row.title },
		{ key: "severity", label: "Allvarlighetsgrad", type: "text", value: (row) => SEVERITIES[row.severity] },
		{ key: "status", label: "Status", type: "text", width: 20, value: (row) => DEVIATION_STATUSES[row.status] },
		{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
		{ key: "risk_number", label: "Risknummer", type: "count", width: 8, value: (row) => row.risk_number },
		{ key: "risk", label: "Risk", type: "text", width: 40, value: (row) => row.risk },
		{ key: "control", label: "Kontrollmoment", type: "text", width: 32, value: (row) => row.control },
		{ key: "period_key", label: "Kontrollens period", type: "month", width: 11, value: (row) => row.period_key },
		{ key: "item_key", label: "Inköp", type: "text", width: 28, value: (row) => row.item_key },
		{
			key: "item_kind",
			label: "Urval",
			type: "text",
			width: 11,
			value: (row) => row.item_kind && ITEM_KINDS[row.item_kind],
		},
		{ key: "question", label: "Kontrollpunkt", type: "text", width: 32, value: (row) => row.question },
		{ key: "description", label: "Beskrivning", type: "text", width: 44, value: (row) => row.description },
		{
			key: "cause_code",
			label: "Orsakskod",
			type: "text",
			width: 22,
			value: (row) => row.cause_code && CAUSE_CODES[row.cause_code],
		},
		{ key: "root_cause", label: "Grundorsak", type: "text", width: 30, value: (row) => row.root_cause },
		{ key: "direct_fix", label: "Direkt rättning", type: "text", width: 30, value: (row) => row.direct_fix },
		{ key: "plan", label: "Plan", type: "text", width: 30, value: (row) => row.plan },
		{ key: "owner", label: "Ansvarig", type: "text", width: 22, value: (row) => row.owner },
		{ key: "due_on", label: "Klart senast", type: "date", width: 12, value: (row) => row.due_on },
		{ key: "effect_check", label: "Effektkontroll", type: "text", width: 30, value: (row) => row.effect_check },
		{ key: "found_at", label: "Hittad", type: "instant", width: 17, value: (row) => row.found_at },
		{ key: "finder", label: "Hittad av", type: "text", width: 22, value: (row) => row.finder },
		{
			key: "carried_over",
			label: "Från tidigare period",
			type: "text",
			width: 11,
			value: (row) => (row.found_at < since ? "Ja" : "Nej"),
		},
		{ key: "closed_at", label: "Avslutad", type: "instant", width: 17, value: (row) => row.closed_at },
		{ key: "closer", label: "Avslutad av", type: "text", width: 22, value: (row) => row.closer },
	];
}

export const evidenceColumns: readonly Column<EvidenceRow>[] = [
	{ key: "file_name", label: "Filnamn", type: "text", width: 36, value: (row) => row.file_name },
	{ key: "edition", label: "Utgåva", type: "text", width: 9, value: (row) => String(row.edition) },
	{ key: "parent_kind", label: "Hör till", type: "text", width: 18, value: (row) => EVIDENCE_PARENTS[row.parent_kind] },
	{ key: "parent", label: "Objekt", type: "text", width: 36, value: (row) => row.parent },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
	{ key: "content_type", label: "Filtyp", type: "text", width: 22, value: (row) => row.content_type },
	{ key: "bytes", label: "Storlek i byte", type: "count", width: 13, value: (row) => row.bytes },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (row) => row.sha256 },
	{ key: "note", label: "Anteckning", type: "text", width: 30, value: (row) => row.note },
	{ key: "uploaded_at", label: "Tillagt", type: "instant", width: 17, value: (row) => row.uploaded_at },
	{ key: "uploader", label: "Tillagt av", type: "text", width: 22, value: (row) => row.uploader },
];

/** One fact of the summary: the same on the page, in .json, .csv and on the first sheet. */
export interface SummaryRow {
	section: string;
	label: string;
	type: CellType;
	value: string | number | null;
}

export const summaryColumns: readonly Column<SummaryRow>[] = [
	{ key: "section", label: "Avsnitt", type: "text", width: 24, value: (row) => row.section },
	{ key: "label", label: "Uppgift", type: "text", width: 58, value: (row) => row.label },
	{ key: "value", label: "Värde", type: "text", typeOf: (row) => row.type, width: 44, value: (row) => row.value },
];
