import { z } from "zod";
import { FREQUENCIES, POPULATION_KINDS } from "../../../db/schema/vocabulary.ts";
import { date, integer, line, oneOf, optional, reference, text, version } from "../../ground/write/fields.ts";

const fields = {
	title: line(200),
	method: text(4000),
	frequency: oneOf(FREQUENCIES),
	population_kind: oneOf(POPULATION_KINDS),
	sample_size: integer(0, 500),
	reserve_count: integer(0, 100),
	checklist_id: optional(reference()),
	measure_id: optional(reference()),
	owner_id: optional(reference()),
	due_working_days: integer(0, 60),
	starts_on: date(),
	ended_on: optional(date()),
};
export const NewControl = z.object(fields);
export type NewControl = z.output<typeof NewControl>;
export const EditedControl = z.object({ ...fields, version });
export type EditedControl = z.output<typeof EditedControl>;

const people = { performer_id: optional(reference()), reviewer_id: optional(reference()) };
export const NewControlUnit = z.object({ unit_id: reference(), valid_from: date(), ...people });
export type NewControlUnit = z.output<typeof NewControlUnit>;
export const EditedControlUnit = z.object({ ...people, valid_to: optional(date()), version });
export type EditedControlUnit = z.output<typeof EditedControlUnit>;

export const QUESTION_ROWS = 30;
const numbers = Array.from({ length: QUESTION_ROWS }, (_, index) => index + 1);

/** The form's rows `text_1`, `help_1`, `key_1`, `cause_1` …; rows without text are left out. */
export const ChecklistEdition = z.object({
	title: line(120),
	...Object.fromEntries(numbers.map((n) => [`text_${n}`, optional(line(300))])),
	...Object.fromEntries(numbers.map((n) => [`help_${n}`, optional(line(500))])),
	...Object.fromEntries(numbers.flatMap((n) => [`key_${n}`, `cause_${n}`].map((name) => [name, optional(line(1))]))),
	adopt: optional(line(1)),
});

export interface QuestionInput {
	text: string;
	help: string;
	is_key: number;
	asks_cause: number;
}

/** The rows that say something, in order. */
export function questionsOf(input: Record<string, unknown>): QuestionInput[] {
	return numbers.flatMap((n) => {
		const words = input[`text_${n}`];
		if (typeof words !== "string") return [];
		return {
			text: words,
			help: typeof input[`help_${n}`] === "string" ? String(input[`help_${n}`]) : "",
			is_key: input[`key_${n}`] ? 1 : 0,
			asks_cause: input[`cause_${n}`] ? 1 : 0,
		};
	});
}
