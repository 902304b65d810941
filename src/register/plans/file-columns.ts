import { FREQUENCIES, MEASURE_STATUSES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import { CONTROL_FIELDS } from "../../checks/controls/fields.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnOf, type Field } from "../../ground/tables/field.ts";
import { MEASURE_FIELDS, REPORT_FIELDS } from "../measures/fields.ts";
import { RISK_FIELDS } from "../risks/fields.ts";
import { publishedColumns } from "./columns.ts";
import { LINE_KINDS, type PlanFileRow } from "./file-rows.ts";

/** Headings that no noun's own fields give. */
export const ROW_LABELS = {
	row_kind: "Radens slag",
	number: "Risknummer",
	measure_scope: "Åtgärdens omfattning",
	derived: "Efter beslut",
} as const;

const { title, owner_id, frequency, method, population_kind, sample_size, due_working_days, starts_on, ended_on } =
	CONTROL_FIELDS;

export const CONTROL_LABELS = {
	control: title.list,
	control_owner: owner_id.label,
	frequency: frequency.label,
	method: method.label,
	population: population_kind.label,
	sample_size: sample_size.short,
	due_working_days: due_working_days.label,
	starts_on: starts_on.label,
	ended_on: ended_on.label,
} as const;

type RiskKey = Exclude<keyof typeof RISK_FIELDS, "area_id" | "title">;
type MeasureKey = Exclude<keyof typeof MEASURE_FIELDS, "title" | "scope">;

/** The name behind an id; undefined for what is no reference. */
function nameIn(row: PlanFileRow, facts: PlanFileRow["risk"] | PlanFileRow["measure"], key: RiskKey | MeasureKey) {
	if (!key.endsWith("_id")) return undefined;
	return row.nameOf((facts as Record<string, string | null> | null)?.[key] ?? null);
}

function riskColumn(key: RiskKey, width = 16): Column<PlanFileRow> {
	const field: Field<never> & { list?: string } = RISK_FIELDS[key];
	const value = (row: PlanFileRow) => {
		const name = nameIn(row, row.risk, key);
		if (name !== undefined) return name;
		return key === "requirements" ? (JSON.parse(row.risk[key]) as string[]) : (row.risk[key] ?? null);
	};
	const column = columnOf<PlanFileRow>(field, { key, width, value });
	return { ...column, label: field.list ?? field.short ?? field.label };
}

function measureColumn(key: MeasureKey, width = 16): Column<PlanFileRow> {
	return columnOf<PlanFileRow>(MEASURE_FIELDS[key], {
		key: `measure_${key}`,
		width,
		value: (row) => {
			const name = nameIn(row, row.measure, key);
			return name === undefined ? (row.measure?.[key] ?? null) : name;
		},
	});
}

const RISK_COLUMNS: readonly Column<PlanFileRow>[] = [
	riskColumn("requirements", 8),
	riskColumn("scope", 18),
	riskColumn("origin", 20),
	riskColumn("owner_id", 22),
	riskColumn("inherent_likelihood"),
	riskColumn("inherent_impact"),
	riskColumn("inherent_reason", 40),
	riskColumn("residual_likelihood"),
	riskColumn("residual_impact"),
	riskColumn("residual_reason", 40),
	riskColumn("target_likelihood"),
	riskColumn("target_impact"),
	riskColumn("target_reason", 40),
	riskColumn("treatment"),
	riskColumn("treatment_reason", 40),
	riskColumn("treatment_decider_id", 22),
	riskColumn("treatment_review_on"),
	riskColumn("description", 50),
	riskColumn("cause", 40),
	riskColumn("effect", 40),
];

const MEASURE_COLUMNS: readonly Column<PlanFileRow>[] = [
	measureColumn("kind"),
	{
		key: "measure_scope",
		label: ROW_LABELS.measure_scope,
		type: "text",
		width: 18,
		value: ({ measure }) => (measure?.scope ? MEASURE_FIELDS.scope.words[measure.scope] : null),
	},
	measureColumn("performer_text", 22),
	measureColumn("support", 30),
	measureColumn("owner_id", 22),
	measureColumn("due_on"),
	{
		key: "status",
		label: REPORT_FIELDS.status.label,
		type: "text",
		value: ({ measure }) => (measure ? MEASURE_STATUSES[measure.status] : null),
	},
	{
		key: "status_reason",
		label: REPORT_FIELDS.status_reason.short,
		type: "text",
		width: 30,
		value: ({ measure }) => measure?.status_reason ?? null,
	},
];

const CONTROL_COLUMNS: readonly Column<PlanFileRow>[] = (
	[
		["control", (row) => row.control?.title ?? null, "text"],
		["control_owner", (row) => row.nameOf(row.control?.owner_id ?? null), "text"],
		["frequency", (row) => (row.control ? FREQUENCIES[row.control.frequency] : null), "text"],
		["method", (row) => row.control?.method ?? null, "text"],
		["population", (row) => (row.control ? POPULATION_KINDS[row.control.population_kind] : null), "text"],
		["sample_size", (row) => row.control?.sample_size ?? null, "count"],
		["due_working_days", (row) => row.control?.due_working_days ?? null, "count"],
		["starts_on", (row) => row.control?.starts_on ?? null, "date"],
		["ended_on", (row) => row.control?.ended_on ?? null, "date"],
	] satisfies [keyof typeof CONTROL_LABELS, Column<PlanFileRow>["value"], Column<PlanFileRow>["type"]][]
).map(([key, value, type]) => ({ key: `control_${key}`, label: CONTROL_LABELS[key], type, value }));

/** The plan as a file: the three published columns first, then all that is needed to read it back as the same plan. */
export const planColumns: readonly Column<PlanFileRow>[] = [
	...publishedColumns,
	{ key: "mark", label: ROW_LABELS.derived, type: "text", width: 22, value: (row) => row.mark },
	{ key: "row_kind", label: ROW_LABELS.row_kind, type: "text", width: 18, value: (row) => LINE_KINDS[row.kind] },
	{ key: "number", label: ROW_LABELS.number, type: "count", width: 8, value: (row) => row.risk_number },
	...RISK_COLUMNS,
	...MEASURE_COLUMNS,
	...CONTROL_COLUMNS,
];
