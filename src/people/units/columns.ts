import type { UnitRow } from "../../../db/queries/people/units.ts";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import type { Column } from "../../ground/tables/column.ts";

export const unitColumns: Column<UnitRow>[] = [
	{ key: "name", label: "Namn", type: "text", width: 40, value: (unit) => unit.name },
	{ key: "kind", label: "Nivå", type: "text", width: 18, value: (unit) => UNIT_KINDS[unit.kind] },
	{ key: "code", label: "Kod", type: "text", width: 12, value: (unit) => unit.code },
	{ key: "parent", label: "Överordnad enhet", type: "text", width: 40, value: (unit) => unit.parent_name },
	{ key: "valid_from", label: "Giltig från", type: "date", value: (unit) => unit.valid_from },
	{ key: "valid_to", label: "Giltig till och med", type: "date", value: (unit) => unit.valid_to },
];

export const UNIT_LABELS = {
	name: "Namn",
	kind: "Nivå",
	code: "Kod i ekonomisystemet",
	parent_id: "Överordnad enhet",
	valid_from: "Giltig från",
	valid_to: "Giltig till och med",
};
