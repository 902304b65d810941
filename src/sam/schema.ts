import { z } from "zod";
import { SAM_ANSWERS, SAM_OUTCOMES, SAM_REP_STANDS, SAM_TASKS } from "../../db/schema/sam/words.ts";
import { MEASURE_STATUSES } from "../../db/schema/vocabulary.ts";
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
	listOf,
} from "../ground/write/fields.ts";

const MAX_QUESTIONS = 40;
const { absent: _absent, ...STATED } = SAM_REP_STANDS;
const { not_applicable: _na, ...JUDGED } = SAM_ANSWERS;
/** What a skyddsombud says, signed in; what the fördelande chef judges. */
const REP_SAYS = STATED;
const PRECONDITION_ANSWERS = JUDGED;

/** One question's fields, by their name before the number. */
const Question = z.object({
	svar: optional(oneOf(SAM_ANSWERS)),
	kommentar: text(2000),
	vad: text(1000),
	vem: text(200),
	nar: optional(date()),
	sedd: integer(0, 1_000_000),
});

/** The manager's form. A question that was not sent (no `sedd-N`) is left alone. */
const Form = z.looseObject({
	formular: line(64),
	skal: text(1000),
	deltagare: text(1000),
	ombud_besked: optional(oneOf(SAM_REP_STANDS)),
	ombud_namn: text(120),
	ombud_datum: optional(date()),
	ombud_text: text(2000),
	"sedd-deltagande": optional(integer(0, 1_000_000)),
});

export interface QuestionInput {
	position: number;
	answer: keyof typeof SAM_ANSWERS | null;
	comment: string;
	what: string;
	who: string;
	due_on: string | null;
	/** The version the form was opened with; 0 when nothing was answered. */
	seen: number;
}

export interface ParticipationInput {
	participants: string;
	rep_stand: keyof typeof SAM_REP_STANDS | null;
	rep_name: string;
	rep_on: string | null;
	rep_text: string;
	seen: number;
}

export interface ReviewInput {
	form_id: string;
	/** Why answers of a signed review change. */
	reason: string;
	answers: QuestionInput[];
	participation: ParticipationInput | null;
}

export const ReviewForm = Form.transform((form, context): ReviewInput => {
	const answers: QuestionInput[] = [];
	for (let n = 1; n <= MAX_QUESTIONS; n++) {
		if (form[`sedd-${n}`] === undefined) continue;
		const fields = Object.fromEntries(Object.keys(Question.shape).map((name) => [name, form[`${name}-${n}`]]));
		const parsed = Question.safeParse(fields);
		for (const issue of parsed.error?.issues ?? [])
			context.addIssue({ code: "custom", message: issue.message, path: [`${String(issue.path[0])}-${n}`] });
		if (!parsed.success) continue;
		const { svar, kommentar, vad, vem, nar, sedd } = parsed.data;
		answers.push({ position: n, answer: svar, comment: kommentar, what: vad, who: vem, due_on: nar, seen: sedd });
	}
	const seen = form["sedd-deltagande"];
	const participation =
		seen === null
			? null
			: {
					participants: form.deltagare,
					rep_stand: form.ombud_besked,
					rep_name: form.ombud_namn,
					rep_on: form.ombud_datum,
					rep_text: form.ombud_text,
					seen,
				};
	return { form_id: form.formular, reason: form.skal, answers, participation };
});

export const Reopening = z.object({ reason: requiredText(1000), version });
export const Statement = z.object({ stand: oneOf(REP_SAYS), text: text(2000) });
export type Statement = z.infer<typeof Statement>;
export const Copying = z.object({ from: reference() });

export const Reconciliation = z.object({
	works: requiredText(2000),
	authority: oneOf(PRECONDITION_ANSWERS),
	resources: oneOf(PRECONDITION_ANSWERS),
	knowledge: oneOf(PRECONDITION_ANSWERS),
	support: text(2000),
	outcome: oneOf(SAM_OUTCOMES),
	outcome_text: text(2000),
	what: text(2000),
	why: text(2000),
	from_on: optional(date()),
	version,
});
export type Reconciliation = z.infer<typeof Reconciliation>;

export const Returning = z.object({ what: requiredText(2000), why: requiredText(2000), from_on: date() });
export type Returning = z.infer<typeof Returning>;
export const Receipt = z.object({ answer: requiredText(2000), version });
export const Replacement = z.object({ replacement_id: reference(), replaced_from: date(), version });
export type Replacement = z.infer<typeof Replacement>;

const { late: _late, ...REPORTED } = MEASURE_STATUSES;
/** The statuses a person can choose. "Försenad" is computed from the due date. */
export const ACTION_STATUSES = REPORTED;
export const ActionReport = z.object({ status: oneOf(ACTION_STATUSES), note: text(2000), version });
export type ActionReport = z.infer<typeof ActionReport>;

export const Allocation = z.object({
	manager_id: reference(),
	tasks: manyOf(SAM_TASKS),
	other_tasks: text(2000),
	registry_no: text(60),
	allocated_on: date(),
});
export type Allocation = z.infer<typeof Allocation>;

const round = {
	population_on: date(),
	opens_on: date(),
	remind_on: date(),
	closes_on: date(),
	allows_late: z.preprocess((value) => (value === "1" ? 1 : 0), z.number()),
};
export const AddRound = z.object({ unit_id: reference(), year: integer(2020, 2100), ...round });
export type AddRound = z.infer<typeof AddRound>;
export const EditRound = z.object({ ...round, version });
export type EditRound = z.infer<typeof EditRound>;
export const RoundVersion = z.object({ version });

const list = <S extends z.ZodType>(schema: S) => listOf(schema, MAX_QUESTIONS);
/** The question form: three lists of the same length; an empty text takes the question away. */
export const QuestionSet = z
	.object({
		reason: requiredText(500),
		"nyckel[]": list(text(64)),
		"text[]": list(text(300)),
		"hjalp[]": list(text(600)),
	})
	.transform((form) => ({
		reason: form.reason,
		questions: form["text[]"]
			.map((wording, index) => ({
				key: form["nyckel[]"][index] ?? "",
				text: wording,
				help: form["hjalp[]"][index] ?? "",
			}))
			.filter((one) => one.text !== ""),
	}));
export type QuestionSet = z.infer<typeof QuestionSet>;
