import type { Deviation } from "../../../db/queries/checks/deviations.ts";
import { CAUSE_CODES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { CloseDeviation, EditDeviation, HandleDeviation } from "./schema.ts";

/** What is wrong, and what was done at once. */
export const FACT_FIELDS = {
	title: { label: "Rubrik", list: "Avvikelse", kind: "text" },
	description: { label: "Vad är fel?", list: "Vad är fel", short: "Beskrivning", kind: "text" },
	severity: { label: "Hur allvarligt är det?", short: "Allvarlighetsgrad", kind: "word", words: SEVERITIES },
	cause_code: { label: "Orsakskod", kind: "word", words: CAUSE_CODES },
	direct_fix: { label: "Vad har rättats direkt?", short: "Direkt rättning", kind: "text" },
} as const satisfies Partial<FieldsOf<EditDeviation, Deviation>>;

/** Who is in charge, and until when. */
export const OWNER_FIELDS = {
	owner_id: { label: "Ansvarig", kind: "reference", name: (row) => row.owner_name },
	due_on: { label: "Klart senast", kind: "date" },
} as const satisfies Partial<FieldsOf<EditDeviation, Deviation>>;

export const DEVIATION_FIELDS = { ...FACT_FIELDS, ...OWNER_FIELDS } as const satisfies FieldsOf<
	EditDeviation,
	Deviation
>;

export const CAUSE_FIELDS = {
	root_cause: { label: "Grundorsak", kind: "text" },
	plan: { label: "Plan", kind: "text" },
} as const satisfies Partial<FieldsOf<HandleDeviation, Deviation>>;

export const HANDLING_FIELDS = { ...CAUSE_FIELDS, ...OWNER_FIELDS } as const satisfies FieldsOf<
	HandleDeviation,
	Deviation
>;

export const EFFECT_FIELDS = {
	effect_check: { label: "Hur har effekten kontrollerats?", short: "Effektkontroll", kind: "text" },
} as const satisfies FieldsOf<Omit<CloseDeviation, "effective">, Deviation>;
