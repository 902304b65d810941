import type { DeviationRow, EvidenceRow } from "../../../db/queries/report/workbook-findings.ts";
import type { PlanRow } from "../../../db/queries/report/workbook-rows.ts";
import type { ControlMonth } from "../../../db/queries/report/workbook.ts";
import { bandOf, riskValue, SCORES, type ScoreKind } from "../../../db/schema/register/risks-scale.ts";
import {
	COUNTED_RESULTS,
	DEVIATION_STATUSES,
	EVIDENCE_PARENTS,
	FREQUENCIES,
	ITEM_KINDS,
	RUN_RESULTS,
	type Scale,
} from "../../../db/schema/vocabulary.ts";
import { CONTROL_FIELDS } from "../../checks/controls/fields.ts";
import { DEVIATION_FIELDS, EFFECT_FIELDS, HANDLING_FIELDS } from "../../checks/deviations/fields.ts";
import { lineMark, type Marks } from "../../register/plans/plan-version.ts";
import type { CellType, Column } from "../../ground/tables/column.ts";
import { columnOf, type InWorkbookOf } from "../../ground/tables/field.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../../register/measures/fields.ts";
import { RISK_FIELDS } from "../../register/risks/fields.ts";
import type { ReportContent } from "./report-content.ts";

const DEVIATION = { ...DEVIATION_FIELDS, ...HANDLING_FIELDS, ...EFFECT_FIELDS };

/** The published plan's three columns first, then what follows them up. Read back by the import of plans. */
export function planColumns(scale: Scale | null, marks: Marks = {}): readonly Column<PlanRow>[] {
	const score = (kind: ScoreKind) => (row: PlanRow) => {
		// a report that was sealed before targets were has none
		const [likelihood, impact] = [row[`${kind}_likelihood`] ?? null, row[`${kind}_impact`] ?? null];
		return likelihood === null || impact === null ? null : riskValue(likelihood, impact);
	};
	const band = (kind: ScoreKind) => (row: PlanRow) => {
		const value = score(kind)(row);
		return value === null || scale === null ? null : bandOf(scale, value).name;
	};
	const scored = (kind: ScoreKind): Column<PlanRow>[] => [
		{ key: `${kind}_score`, label: `${SCORES[kind]} riskvärde`, type: "count", width: 12, value: score(kind) },
		{ key: `${kind}_band`, label: `${SCORES[kind]} nivå`, type: "text", width: 12, value: band(kind) },
	];
	const number: Column<PlanRow> = {
		key: "number",
		label: "Risknummer",
		type: "count",
		width: 8,
		value: (row) => row.number,
	};
	const mark: Column<PlanRow> = {
		key: "mark",
		label: "Efter beslut",
		type: "text",
		width: 20,
		value: (row) => lineMark(marks, [row.area_id, row.risk_id, row.measure_id]),
	};
	const risk = riskInPlan();
	const { title, ...measures } = measureInPlan();
	return [
		risk.area_id,
		risk.title,
		title,
		mark,
		...Object.values(measures),
		number,
		risk.requirements,
		risk.scope,
		risk.origin,
		risk.owner_id,
		risk.inherent_likelihood,
		risk.inherent_impact,
		...scored("inherent"),
		risk.residual_likelihood,
		risk.residual_impact,
		...scored("residual"),
		risk.target_likelihood,
		risk.target_impact,
		...scored("target"),
		risk.treatment,
		risk.treatment_reason,
	];
}

/** When the first control that carries out an åtgärd is done: last in the plan's sheet, and read back with it. */
export function scheduleColumns(controls: ReportContent["controls"]): readonly Column<PlanRow>[] {
	const first = new Map<string, ReportContent["controls"][number]>();
	for (const control of controls)
		if (control.measure_id !== null && !first.has(control.measure_id)) first.set(control.measure_id, control);
	const of = (row: PlanRow) => first.get(row.measure_id ?? "");
	const { title, frequency, starts_on, ended_on } = CONTROL_FIELDS;
	return [
		{ key: "control", label: title.list, type: "text", width: 40, value: (row) => of(row)?.title ?? null },
		columnOf<PlanRow>(frequency, { key: "frequency", width: 14, value: (row) => of(row)?.frequency ?? null }),
		columnOf<PlanRow>(starts_on, { key: "starts_on", width: 12, value: (row) => of(row)?.starts_on ?? null }),
		columnOf<PlanRow>(ended_on, { key: "ended_on", width: 12, value: (row) => of(row)?.ended_on ?? null }),
	];
}

/** A measure's fields in the plan's sheet. */
function measureInPlan(): Record<InWorkbookOf<typeof MEASURE_FIELDS & typeof REPORT_FIELDS>, Column<PlanRow>> {
	const { title, owner_id, due_on, kind, performer_text } = MEASURE_FIELDS;
	const { status, status_reason, effect_tested } = REPORT_FIELDS;
	return {
		title: columnOf(title, { key: "measure", width: 52, value: (row) => row.measure }),
		status: columnOf(status, { key: "status", value: (row) => row.status }),
		status_reason: columnOf(status_reason, { key: "status_reason", width: 30, value: (row) => row.status_reason }),
		owner_id: columnOf(owner_id, { key: "owner", width: 22, value: (row) => row.owner }),
		due_on: columnOf(due_on, { key: "due_on", width: 12, value: (row) => row.due_on }),
		effect_tested: columnOf(effect_tested, { key: "effect_tested", width: 12, value: (row) => row.effect_tested }),
		kind: columnOf(kind, { key: "kind", value: (row) => row.kind }),
		performer_text: columnOf(performer_text, {
			key: "performer_text",
			width: 22,
			value: (row) => row.performer_text,
		}),
	};
}

/** A risk's fields in the plan's sheet; its texts and the reasons for its assessments are in the register. */
function riskInPlan(): Record<
	Exclude<
		keyof typeof RISK_FIELDS,
		| "description"
		| "cause"
		| "effect"
		| "inherent_reason"
		| "residual_reason"
		| "target_reason"
		| "treatment_decider_id"
		| "treatment_review_on"
	>,
	Column<PlanRow>
> {
	const step = (key: `${ScoreKind}_${"likelihood" | "impact"}`) =>
		columnOf<PlanRow>(RISK_FIELDS[key], { key, width: 12, value: (row) => row[key] });
	const { area_id, title, requirements, scope, origin, owner_id, treatment, treatment_reason } = RISK_FIELDS;
	return {
		area_id: columnOf(area_id, { key: "area", width: 24, value: (row) => row.area }),
		title: columnOf(title, { key: "risk", width: 44, value: (row) => row.risk }),
		requirements: columnOf(requirements, {
			key: "requirements",
			width: 10,
			value: (row) => JSON.parse(row.requirements) as string[],
		}),
		scope: columnOf(scope, { key: "scope", width: 20, value: (row) => row.scope }),
		origin: columnOf(origin, { key: "origin", width: 22, value: (row) => row.origin }),
		owner_id: columnOf(owner_id, { key: "risk_owner", width: 22, value: (row) => row.risk_owner }),
		inherent_likelihood: step("inherent_likelihood"),
		inherent_impact: step("inherent_impact"),
		residual_likelihood: step("residual_likelihood"),
		residual_impact: step("residual_impact"),
		target_likelihood: step("target_likelihood"),
		target_impact: step("target_impact"),
		treatment: columnOf(treatment, { key: "treatment", value: (row) => row.treatment }),
		treatment_reason: columnOf(treatment_reason, {
			key: "treatment_reason",
			width: 30,
			value: (row) => row.treatment_reason,
		}),
	};
}

export const controlMonthColumns: readonly Column<ControlMonth>[] = [
	{ key: "title", label: "Kontrollmoment", type: "text", width: 44, value: (row) => row.title },
	{ key: "risk_number", label: "Risknummer", type: "count", width: 8, value: (row) => row.risk_number },
	{ key: "frequency", label: "Frekvens", type: "text", words: FREQUENCIES, value: (row) => FREQUENCIES[row.frequency] },
	{ key: "month", label: "Månad", type: "month", width: 10, value: (row) => row.month },
	{ key: "planned", label: "Planerade", type: "count", width: 11, value: (row) => row.planned },
	{ key: "due", label: "Förfallna", type: "count", width: 11, value: (row) => row.due },
	{ key: "performed", label: "Utförda", type: "count", width: 11, value: (row) => row.performed },
	{
		key: "performed_after",
		label: "Utförda efter brytdatum",
		type: "count",
		width: 13,
		value: (row) => row.performed_after,
	},
	{ key: "late", label: "Sena", type: "count", width: 10, value: (row) => row.late },
	{ key: "not_done", label: "Ej genomförda", type: "count", width: 12, value: (row) => row.not_done },
	{ key: "approved", label: "Godkända", type: "count", width: 11, value: (row) => row.approved },
	...COUNTED_RESULTS.map((result): Column<ControlMonth> => {
		return { key: result, label: RUN_RESULTS[result], type: "count", width: 12, value: (row) => row[result] };
	}),
	{ key: "population_n", label: "Inköp i populationen", type: "count", width: 13, value: (row) => row.population_n },
	{
		key: "population_sum_ore",
		label: "Populationens summa",
		type: "ore",
		width: 16,
		value: (row) => row.population_sum_ore,
	},
];

const deviationField = <Key extends keyof typeof DEVIATION & keyof DeviationRow>(
	key: Key,
	width: number | undefined = undefined,
) => columnOf<DeviationRow>(DEVIATION[key], { key, ...(width ? { width } : {}), value: (row) => row[key] });

export const deviationColumns: readonly Column<DeviationRow>[] = [
	{ key: "number", label: "Nummer", type: "count", width: 9, value: (row) => row.number },
	deviationField("title", 40),
	deviationField("severity"),
	{
		key: "status",
		label: "Status",
		type: "text",
		width: 20,
		words: DEVIATION_STATUSES,
		value: (row) => DEVIATION_STATUSES[row.status],
	},
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
		words: ITEM_KINDS,
		value: (row) => row.item_kind && ITEM_KINDS[row.item_kind],
	},
	{ key: "question", label: "Kontrollpunkt", type: "text", width: 32, value: (row) => row.question },
	deviationField("description", 44),
	deviationField("cause_code", 22),
	deviationField("root_cause", 30),
	deviationField("direct_fix", 30),
	deviationField("plan", 30),
	columnOf(DEVIATION.owner_id, { key: "owner", width: 22, value: (row) => row.owner }),
	deviationField("due_on", 12),
	deviationField("effect_check", 30),
	{ key: "found_at", label: "Hittad", type: "instant", width: 17, value: (row) => row.found_at },
	{ key: "finder", label: "Hittad av", type: "text", width: 22, value: (row) => row.finder },
	{
		key: "carried_over",
		label: "Från tidigare period",
		type: "text",
		width: 11,
		value: (row) => (row.carried_over === 1 ? "Ja" : "Nej"),
	},
	{
		key: "found_after",
		label: "Hittad efter brytdatum",
		type: "text",
		width: 11,
		value: (row) => (row.found_after === 1 ? "Ja" : "Nej"),
	},
	{ key: "closed_at", label: "Avslutad", type: "instant", width: 17, value: (row) => row.closed_at },
	{ key: "closer", label: "Avslutad av", type: "text", width: 22, value: (row) => row.closer },
];

export const evidenceColumns: readonly Column<EvidenceRow>[] = [
	{ key: "file_name", label: "Filnamn", type: "text", width: 36, value: (row) => row.file_name },
	{ key: "edition", label: "Utgåva", type: "text", width: 9, value: (row) => String(row.edition) },
	{
		key: "parent_kind",
		label: "Hör till",
		type: "text",
		width: 18,
		words: EVIDENCE_PARENTS,
		value: (row) => EVIDENCE_PARENTS[row.parent_kind],
	},
	{ key: "parent", label: "Objekt", type: "text", width: 36, value: (row) => row.parent },
	{ key: "unit", label: "Enhet", type: "text", width: 28, value: (row) => row.unit },
	{ key: "content_type", label: "Filtyp", type: "text", width: 22, value: (row) => row.content_type },
	{ key: "bytes", label: "Storlek i byte", type: "count", width: 13, value: (row) => row.bytes },
	{ key: "sha256", label: "SHA-256", type: "text", width: 68, value: (row) => row.sha256 },
	{ key: "note", label: "Anteckning", type: "text", width: 30, value: (row) => row.note },
	{ key: "about_on", label: "Gäller dagen", type: "date", width: 12, value: (row) => row.about_on },
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
