import { z } from "zod";
import { LONGEST_SCALE } from "../../../db/schema/register/risks-scale.ts";
import { FREQUENCIES, MEASURE_KINDS, REQUIREMENTS, RISK_SCOPES, TREATMENTS } from "../../../db/schema/vocabulary.ts";
import {
	date,
	integer,
	line,
	listOf,
	manyOf,
	oneOf,
	optional,
	reference,
	text,
	version,
} from "../../ground/write/fields.ts";
import { PLAN_FIELDS } from "./columns.ts";

export const MAX_BYTES = 20_000_000;

export const UploadPlan = z
	.object({ plan_id: optional(reference()), board_id: optional(reference()), year: optional(integer(2000, 2100)) })
	.superRefine((input, issues) => {
		if (input.plan_id !== null) return;
		const fault = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		if (input.board_id === null) fault("board_id", "Välj en nämnd.");
		if (input.year === null) fault("year", "Skriv planens år.");
	});
export type UploadPlan = z.infer<typeof UploadPlan>;

export const ConfirmPlan = z.object({});
export const UndoImport = z.object({ version });

/** So many columns can be mapped by hand, and so many steps of another scale. */
export const MAPPED_COLUMNS = 60;
const MAPPED_STEPS = 10;
const numbered = <S extends z.ZodType>(name: string, from: number, to: number, schema: S) =>
	Object.fromEntries(Array.from({ length: to - from + 1 }, (_, n) => [`${name}_${from + n}`, schema]));

export const MapColumns = z.object({
	sheet: listOf(z.string().max(200), 200),
	heading_row: optional(integer(1, 20_000)),
	...numbered("column", 0, MAPPED_COLUMNS - 1, optional(oneOf(PLAN_FIELDS))),
	...numbered("scale", 1, MAPPED_STEPS, optional(integer(1, LONGEST_SCALE))),
});
export type MapColumns = z.infer<typeof MapColumns>;

const MOST_MEASURES = 60;

export const EditDraftRisk = z.object({
	area: line(120),
	title: line(300),
	description: text(),
	scope: oneOf(RISK_SCOPES),
	requirements: manyOf(REQUIREMENTS, 0).transform((letters) => [...new Set(letters)].sort()),
	origin: text(500),
	owner_id: optional(reference()),
	inherent_likelihood: optional(integer(1, LONGEST_SCALE)),
	inherent_impact: optional(integer(1, LONGEST_SCALE)),
	residual_likelihood: optional(integer(1, LONGEST_SCALE)),
	residual_impact: optional(integer(1, LONGEST_SCALE)),
	treatment: optional(oneOf(TREATMENTS)),
	/** A ticked box: the risk is left out. */
	left_out: text(1),
	measure_title: listOf(text(400), MOST_MEASURES),
	measure_kind: listOf(oneOf(MEASURE_KINDS), MOST_MEASURES),
	measure_owner_id: listOf(optional(reference()), MOST_MEASURES),
	measure_due_on: listOf(optional(date()), MOST_MEASURES),
	measure_frequency: listOf(optional(oneOf(FREQUENCIES)), MOST_MEASURES),
});
export type EditDraftRisk = z.infer<typeof EditDraftRisk>;
