import { z } from "zod";
import { date, optional, reference, requiredText, text } from "../../ground/write/fields.ts";

/** What comes along with a file. */
export const AddEvidence = z
	.object({ serie: optional(reference()), anteckning: text(500), datum: optional(date()) })
	.transform(({ serie, anteckning, datum }) => ({ series_id: serie, note: anteckning, about_on: datum }));

/** Whom evidence is asked of, and what. */
export const AskForEvidence = z.object({ asked_of: reference(), wanted: requiredText(500) });
export type AskForEvidence = z.output<typeof AskForEvidence>;

/** What comes along with a file that was asked for. */
export const SendRequested = z
	.object({ anteckning: text(500), datum: optional(date()) })
	.transform(({ anteckning, datum }) => ({ note: anteckning, about_on: datum }));
export type SendRequested = z.output<typeof SendRequested>;

export const DeclineRequest = z.object({ note: requiredText(500) });

export const WithdrawRequest = z.object({});
