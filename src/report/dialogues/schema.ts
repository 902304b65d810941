import { z } from "zod";
import { date, integer, line, optional, reference, requiredText, text, version } from "../../ground/write/fields.ts";

/** `version` 0: no dialogue had been noted when the form was opened. */
export const WriteDialogue = z.object({
	held_on: date(),
	participants: line(400),
	notes: text(),
	version: integer(0, 1_000_000_000),
});
export type WriteDialogue = z.output<typeof WriteDialogue>;

export const AgreePoint = z.object({
	text: line(400),
	person_id: optional(reference()),
	due_on: optional(date()),
});
export type AgreePoint = z.output<typeof AgreePoint>;

export const SettlePoint = z.object({ outcome: requiredText(1000), version });
export type SettlePoint = z.output<typeof SettlePoint>;
