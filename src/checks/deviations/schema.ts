import { z } from "zod";
import { CAUSE_CODES, SEVERITIES } from "../../../db/schema/vocabulary.ts";
import { date, line, oneOf, optional, reference, requiredText, text, version } from "../../ground/write/fields.ts";

const facts = {
	title: line(),
	description: requiredText(),
	severity: oneOf(SEVERITIES),
	cause_code: optional(oneOf(CAUSE_CODES)),
	direct_fix: text(2000),
};

/** A deviation registered by hand, outside a check. */
export const AddDeviation = z.object({ ...facts, unit_id: reference(), risk_id: reference() });
export type AddDeviation = z.output<typeof AddDeviation>;

export const EditDeviation = z.object({ ...facts, version, owner_id: optional(reference()), due_on: optional(date()) });
export type EditDeviation = z.output<typeof EditDeviation>;

export const HandleDeviation = z.object({
	version,
	root_cause: requiredText(),
	plan: text(),
	owner_id: optional(reference()),
	due_on: optional(date()),
});
export type HandleDeviation = z.output<typeof HandleDeviation>;

/** When `effective` is no, the deviation opens again, because what was done did not help. */
export const CloseDeviation = z.object({
	version,
	effective: oneOf({ yes: 1, no: 1 }),
	effect_check: requiredText(),
});
export type CloseDeviation = z.output<typeof CloseDeviation>;
