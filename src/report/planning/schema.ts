import { z } from "zod";
import { date, integer, line, optional, requiredText, text } from "../../ground/write/fields.ts";

/** `version`: the edition the form was opened with, 0 when nothing had been written. */
export const WriteDecisionPaper = z.object({
	service: line(200),
	officer: line(200),
	meeting_on: optional(date()),
	registry_no: text(60),
	proposal: requiredText(4000),
	summary: requiredText(8000),
	preparation: text(4000),
	perspectives: requiredText(4000),
	economy: requiredText(4000),
	follow_up: requiredText(4000),
	documents: requiredText(4000),
	sent_to: text(2000),
	version: integer(0, 1_000_000),
});
export type WriteDecisionPaper = z.output<typeof WriteDecisionPaper>;
export type PaperTexts = Omit<WriteDecisionPaper, "version" | "meeting_on"> & { meeting_on: string | null };
