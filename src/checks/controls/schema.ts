import { z } from "zod";
import type { CheckQuestionTable } from "../../../db/schema/checks/controls-checklists.ts";
import {
	CAUSE_CODES,
	type CauseCode,
	FILE_ANSWERS,
	type FileAnswer,
	FREQUENCIES,
	POPULATION_KINDS,
} from "../../../db/schema/vocabulary.ts";
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

const CODES = Object.keys(CAUSE_CODES) as CauseCode[];

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
/** More units than these are added in two turns. */
export const MOST_UNITS = 200;
export const NewControlUnits = z.object({
	units: listOf(reference(), MOST_UNITS),
	valid_from: date(),
	people: optional(oneOf({ suggested: "" })),
});
export type NewControlUnits = z.output<typeof NewControlUnits>;
export const EditedControlUnit = z.object({ ...people, valid_to: optional(date()), version });
export type EditedControlUnit = z.output<typeof EditedControlUnit>;

/** The causes ticked, as they are stored; none and all of them alike leave the whole list to choose among. */
const causes = manyOf(CAUSE_CODES, 0).transform((ticked) =>
	ticked.length === CODES.length ? "" : CODES.filter((code) => ticked.includes(code)).join(","),
);

/** As many as one form can hold: a form has at most 1 000 fields, and a question with all its causes ticked is some twenty. */
export const QUESTION_ROWS = 45;
const numbers = Array.from({ length: QUESTION_ROWS }, (_, index) => index + 1);

/** The form's rows `text_1`, `help_1`, `key_1` …; rows without text are left out. */
export const ChecklistEdition = z.object({
	title: line(120),
	...Object.fromEntries(numbers.map((n) => [`text_${n}`, optional(line(300))])),
	...Object.fromEntries(numbers.map((n) => [`help_${n}`, optional(line(500))])),
	...Object.fromEntries(
		numbers.flatMap((n) => [`key_${n}`, `cause_${n}`, `na_${n}`].map((name) => [name, optional(line(1))])),
	),
	...Object.fromEntries(numbers.map((n) => [`place_${n}`, optional(integer(1, QUESTION_ROWS))])),
	...Object.fromEntries(numbers.map((n) => [`finding_${n}`, optional(line(80))])),
	...Object.fromEntries(numbers.map((n) => [`causes_${n}`, causes])),
	...Object.fromEntries(numbers.map((n) => [`na_reason_${n}`, optional(line(300))])),
	...Object.fromEntries(numbers.map((n) => [`when_no_${n}`, optional(integer(1, QUESTION_ROWS))])),
	...Object.fromEntries(numbers.map((n) => [`file_${n}`, optional(oneOf(FILE_ANSWERS))])),
	adopt: optional(line(1)),
});

/** A question as it is written down. `row` is its place in the form, for what is wrong with it. */
export interface QuestionInput extends Omit<CheckQuestionTable, "id" | "checklist_id" | "position"> {
	row: number;
}

/** Where a row stands: one that is moved up goes before what stood there, one that is moved down after it. */
function placeOf(input: Record<string, unknown>, n: number): number {
	const asked = input[`place_${n}`];
	if (typeof asked !== "number" || asked === n) return n;
	return asked < n ? asked - 0.5 : asked + 0.5;
}

/** The rows that say something, in the order they are given. A question that another depends on is told by its place among them; −1 when it is gone. */
export function questionsOf(input: Record<string, unknown>): QuestionInput[] {
	const written = numbers.filter((n) => typeof input[`text_${n}`] === "string");
	const rows = written.sort((a, b) => placeOf(input, a) - placeOf(input, b) || a - b);
	const said = (name: string) => (typeof input[name] === "string" ? input[name] : "");
	return rows.map((row) => {
		const when = input[`when_no_${row}`];
		return {
			row,
			text: said(`text_${row}`),
			help: said(`help_${row}`),
			is_key: input[`key_${row}`] ? 1 : 0,
			asks_cause: input[`cause_${row}`] ? 1 : 0,
			may_be_not_applicable: input[`na_${row}`] ? 1 : 0,
			not_applicable_reason: said(`na_reason_${row}`),
			asked_when_no: typeof when === "number" ? rows.indexOf(when) + 1 || -1 : null,
			finding: said(`finding_${row}`),
			causes: said(`causes_${row}`),
			answered_by: (input[`file_${row}`] as FileAnswer | null | undefined) ?? null,
		};
	});
}
