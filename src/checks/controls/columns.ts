import type { ChecklistRow } from "../../../db/queries/checks/controls-checklists.ts";
import type { ControlRow } from "../../../db/queries/checks/controls.ts";
import type { Column } from "../../ground/tables/column.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { CONTROL_FIELDS } from "./fields.ts";

export const controlColumns = columnsOf<ControlRow, keyof typeof CONTROL_FIELDS>(CONTROL_FIELDS, {
	title: { first: true, width: 40 },
	risk: {
		first: true,
		label: "Risk",
		type: "text",
		width: 44,
		value: (row) => `R${row.risk_number} ${row.risk_title}`,
	},
	frequency: { first: true, phone: true, width: 14 },
	population_kind: { first: true, key: "population", width: 28 },
	owner_id: { first: true, phone: true, key: "owner", width: 24 },
	units: { first: true, label: "Enheter", type: "count", width: 10, value: (row) => row.units },
	late: { first: true, phone: true, label: "Sena", type: "count", width: 8, value: (row) => row.late },
	starts_on: { width: 12 },
	ended_on: { width: 12 },
	method: null,
	measure_id: null,
	due_working_days: null,
	sample_size: null,
	reserve_count: null,
	checklist_id: null,
});

export const checklistColumns: readonly Column<ChecklistRow>[] = [
	{ key: "title", label: "Checklista", type: "text", width: 40, value: (row) => row.title },
	{ key: "edition", label: "Utgåva", type: "text", width: 8, value: (row) => String(row.edition) },
	{ key: "questions", label: "Kontrollpunkter", type: "count", width: 14, value: (row) => row.questions },
	{ key: "controls", label: "Används av kontrollmoment", type: "count", width: 14, value: (row) => row.controls },
];
