import { z } from "zod";
import { ASSESSMENT_LEVELS, GRADES } from "../../../db/schema/report/words.ts";
import {
	date,
	integer,
	line,
	oneOf,
	optional,
	reference,
	requiredText,
	text,
	version,
} from "../../ground/write/fields.ts";

/** `unit_id` is needed for an område alone: the förvaltning and the nämnd are the report's own. */
export const StartAssessment = z.object({ level: oneOf(ASSESSMENT_LEVELS), unit_id: optional(reference()) });
export type StartAssessment = z.output<typeof StartAssessment>;

/** `version` 0: the part had not been written when the form was opened. */
export const WritePart = z
	.object({
		grade: oneOf(GRADES),
		reasons: requiredText(),
		deficiencies: text(),
		departure_reason: text(),
		version: integer(0, 1_000_000_000),
	})
	.refine((part) => part.grade === "sufficient" || part.deficiencies !== "", {
		path: ["deficiencies"],
		error: "Skriv vilka bristerna är.",
	});
export type WritePart = z.output<typeof WritePart>;

export const Step = z.object({ version });
export type Step = z.output<typeof Step>;

/** `early_reason` is asked for before the cut-off alone. */
export const ApproveAssessment = z.object({ version, early_reason: text().optional() });
export type ApproveAssessment = z.output<typeof ApproveAssessment>;

export const ReturnAssessment = z.object({ version, reason: requiredText(2000) });
export type ReturnAssessment = z.output<typeof ReturnAssessment>;

const paragraph = z.preprocess(
	(value) => (typeof value === "string" ? value.replace(/^\s*§\s*/, "") : value),
	line(40),
);

export const DecideAssessment = z.object({
	version,
	decided_on: date(),
	paragraph,
	registry_no: line(60),
	early_reason: text().optional(),
});
export type DecideAssessment = z.output<typeof DecideAssessment>;

/** The consolidated assessment is over all boards of a region and year. */
export const StartConsolidated = z.object({ year: integer(2000, 2100), unit_id: reference() });
export type StartConsolidated = z.output<typeof StartConsolidated>;
