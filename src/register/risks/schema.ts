import { z } from "zod";
import { LONGEST_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import {
	date,
	integer,
	line,
	manyOf,
	oneOf,
	optional,
	reference,
	requiredText,
	text,
	version,
} from "../../ground/write/fields.ts";
import { scoreFaults } from "./score-rules.ts";

const step = () => optional(integer(1, LONGEST_SCALE));

const fields = {
	area_id: reference(),
	title: line(300),
	description: text(),
	cause: text(),
	effect: text(),
	scope: oneOf(RISK_SCOPES),
	/** Rule 2: every risk names the krav it threatens and where it comes from. */
	requirements: manyOf(REQUIREMENTS, 1).transform((letters) => [...new Set(letters)].sort()),
	origin: requiredText(500),
	owner_id: optional(reference()),
	inherent_likelihood: step(),
	inherent_impact: step(),
	inherent_reason: text(2000),
	residual_likelihood: step(),
	residual_impact: step(),
	residual_reason: text(2000),
	target_likelihood: step(),
	target_impact: step(),
	target_reason: text(2000),
	treatment: optional(oneOf(TREATMENTS)),
	treatment_reason: text(2000),
	treatment_decider_id: optional(reference()),
	treatment_review_on: optional(date()),
};

type Fields = z.infer<z.ZodObject<typeof fields>>;

/** The rules that bind several fields of a risk. */
function complete(risk: Fields, issues: z.RefinementCtx<Fields>): void {
	const fault = (path: keyof Fields, message: string) => issues.addIssue({ code: "custom", path: [path], message });
	for (const { field, said } of scoreFaults(risk)) fault(field, said);
	if (risk.treatment !== "accept") return;
	if (risk.treatment_reason === "") fault("treatment_reason", "En risk accepteras bara med skäl.");
	if (risk.treatment_decider_id === null) fault("treatment_decider_id", "Ange vem som beslutat att acceptera risken.");
	if (risk.treatment_review_on === null) fault("treatment_review_on", "Ange när den accepterade risken omprövas.");
}

export const AddRisk = z.object(fields).superRefine(complete);
export type AddRisk = z.infer<typeof AddRisk>;

export const EditRisk = z.object({ ...fields, version }).superRefine(complete);
export type EditRisk = z.infer<typeof EditRisk>;
