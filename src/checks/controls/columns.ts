import type { ChecklistRow } from "../../../db/queries/checks/controls-checklists.ts";
import type { ControlRow } from "../../../db/queries/checks/controls.ts";
import { FREQUENCIES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

export const controlColumns: readonly Column<ControlRow>[] = [
	{ key: "title", label: "Kontrollmoment", type: "text", width: 40, value: (row) => row.title },
	{ key: "risk", label: "Risk", type: "text", width: 44, value: (row) => `R${row.risk_number} ${row.risk_title}` },
	{ key: "frequency", label: "Frekvens", type: "text", width: 14, value: (row) => FREQUENCIES[row.frequency] },
	{
		key: "population",
		label: "Population",
		type: "text",
		width: 28,
		value: (row) => POPULATION_KINDS[row.population_kind],
	},
	{ key: "owner", label: "Kontrollansvarig", type: "text", width: 24, value: (row) => row.owner_name },
	{ key: "units", label: "Enheter", type: "count", width: 10, value: (row) => row.units },
	{ key: "late", label: "Sena", type: "count", width: 8, value: (row) => row.late },
	{ key: "starts_on", label: "Börjar", type: "date", width: 12, value: (row) => row.starts_on },
	{ key: "ended_on", label: "Slutar", type: "date", width: 12, value: (row) => row.ended_on },
];

export const checklistColumns: readonly Column<ChecklistRow>[] = [
	{ key: "title", label: "Checklista", type: "text", width: 40, value: (row) => row.title },
	{ key: "edition", label: "Utgåva", type: "text", width: 8, value: (row) => String(row.edition) },
	{ key: "questions", label: "Kontrollpunkter", type: "count", width: 14, value: (row) => row.questions },
	{ key: "controls", label: "Används av kontrollmoment", type: "count", width: 14, value: (row) => row.controls },
];
