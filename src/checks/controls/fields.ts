import type { ControlUnit } from "../../../db/queries/checks/controls-units.ts";
import type { Control } from "../../../db/queries/checks/controls.ts";
import { FREQUENCIES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditedControl, EditedControlUnit, NewControlUnit } from "./schema.ts";

export const CONTROL_FIELDS = {
	title: { label: "Rubrik", list: "Kontrollmoment", kind: "text" },
	method: { label: "Metod", kind: "text" },
	measure_id: { label: "Åtgärd i planen", trail: "åtgärd", kind: "reference", name: (row) => row.measure_title },
	owner_id: { label: "Kontrollansvarig", kind: "reference", name: (row) => row.owner_name },
	frequency: { label: "Frekvens", kind: "word", words: FREQUENCIES },
	due_working_days: {
		label: "Förfaller efter periodens sista dag",
		trail: "arbetsdagar till förfallodag",
		kind: "count",
	},
	starts_on: { label: "Börjar", trail: "startdatum", kind: "date" },
	ended_on: { label: "Slutar", trail: "slutdatum", kind: "date" },
	population_kind: { label: "Population", kind: "word", words: POPULATION_KINDS },
	sample_size: { label: "Antal att granska per enhet och period", short: "Antal att granska", kind: "count" },
	reserve_count: { label: "Antal reserver", kind: "count" },
	checklist_id: { label: "Checklista", kind: "reference", name: (row) => row.checklist_title },
} as const satisfies FieldsOf<EditedControl, Control>;

/** Who performs and who reviews at a unit. */
export const PEOPLE_FIELDS = {
	performer_id: { label: "Utförare", kind: "reference", name: (row) => row.performer_name },
	reviewer_id: { label: "Granskare", kind: "reference", name: (row) => row.reviewer_name },
} as const satisfies Partial<FieldsOf<EditedControlUnit, ControlUnit>>;

export const NEW_UNIT_FIELDS = {
	unit_id: { label: "Enhet", kind: "reference", name: (row) => row.unit_name },
	...PEOPLE_FIELDS,
	valid_from: { label: "Gäller från", kind: "date" },
} as const satisfies FieldsOf<NewControlUnit, ControlUnit>;

export const UNIT_FIELDS = {
	...PEOPLE_FIELDS,
	valid_to: { label: "Gäller till och med", trail: "gäller till", kind: "date" },
} as const satisfies FieldsOf<EditedControlUnit, ControlUnit>;
