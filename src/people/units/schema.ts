import { z } from "zod";
import { UNIT_KINDS } from "../../../db/schema/vocabulary.ts";
import { date, line, oneOf, optional, reference, version } from "../../ground/write/fields.ts";

const fields = {
	name: line(120),
	kind: oneOf(UNIT_KINDS),
	code: optional(line(40)),
	valid_from: date(),
};

export const AddUnit = z.object({ ...fields, parent_id: reference() });
export type AddUnit = z.infer<typeof AddUnit>;

/** The top of the tree has no parent; `valid_to` ends a unit. */
export const EditUnit = z.object({ ...fields, parent_id: optional(reference()), valid_to: optional(date()), version });
export type EditUnit = z.infer<typeof EditUnit>;
