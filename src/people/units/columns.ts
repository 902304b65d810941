import type { UnitRow } from "../../../db/queries/people/units.ts";
import { columnsOf } from "../../ground/tables/field.ts";
import { UNIT_FIELDS } from "./fields.ts";

export const unitColumns = columnsOf<UnitRow, keyof typeof UNIT_FIELDS>(UNIT_FIELDS, {
	name: { width: 40 },
	kind: { width: 18 },
	code: { width: 12 },
	parent_id: { key: "parent", width: 40 },
	valid_from: {},
	valid_to: {},
});
