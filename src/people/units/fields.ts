import type { UnitRow } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import type { FieldsOf } from "../../ground/tables/field.ts";
import type { EditUnit } from "./schema.ts";

export const UNIT_FIELDS = {
	name: { label: "Namn", kind: "text" },
	kind: { label: "Nivå", kind: "word", words: UNIT_KINDS },
	parent_id: { label: "Överordnad enhet", kind: "reference", name: (unit) => unit.parent_name },
	code: { label: "Kod i ekonomisystemet", short: "Kod", kind: "text" },
	valid_from: { label: "Giltig från", kind: "date" },
	valid_to: { label: "Giltig till och med", trail: "giltig till", kind: "date" },
} as const satisfies FieldsOf<EditUnit, UnitRow>;
