import { z } from "zod";
import { line, optional, requiredText, version } from "../../ground/write/fields.ts";

export const ReportFault = z.object({ place: line(200), problem: requiredText(4000), contact: optional(line(200)) });
export type ReportFault = z.infer<typeof ReportFault>;

export const AnswerFault = z.object({ version, answer: requiredText(4000) });
export type AnswerFault = z.infer<typeof AnswerFault>;
