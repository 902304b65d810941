import { z } from "zod";
import { FOLLOW_UP_STATUSES } from "../../../db/schema/report/words.ts";
import { date, integer, line, oneOf, optional, reference, text } from "../../ground/write/fields.ts";

/** `version` 0: nothing had been written when the form was opened. */
export const WriteFollowUp = z.object({
	status: oneOf(FOLLOW_UP_STATUSES),
	result: text(),
	analysis: text(),
	new_measure: text(2000),
	next_year: optional(oneOf({ yes: 1 })),
	version: integer(0, 1_000_000_000),
});
export type WriteFollowUp = z.output<typeof WriteFollowUp>;

export const CompleteFollowUp = z.object({ version: integer(1, 1_000_000_000) });
export type CompleteFollowUp = z.output<typeof CompleteFollowUp>;

export const AddDelivery = z.object({ what: line(200), person_id: reference(), due_on: date() });
export type AddDelivery = z.output<typeof AddDelivery>;

export const Deliver = z.object({ version: integer(1, 1_000_000_000) });
export type Deliver = z.output<typeof Deliver>;
