import { z } from "zod";
import {
	LINKED_KINDS,
	QUESTION_ANSWERS,
	RECOMMENDATION_SOURCES,
	RECOMMENDATION_STATUSES,
} from "../../../db/schema/report/recommendations.ts";
import { REQUIREMENTS } from "../../../db/schema/vocabulary.ts";
import {
	date,
	integer,
	line,
	manyOf,
	oneOf,
	optional,
	pointer,
	reference,
	requiredText,
	text,
	version,
} from "../../ground/write/fields.ts";

const fields = {
	source: oneOf(RECOMMENDATION_SOURCES),
	issuer: line(200),
	received_on: date(),
	title: line(300),
	text: requiredText(4000),
	requirements: manyOf(REQUIREMENTS),
	owner_id: optional(reference()),
	due_on: optional(date()),
};

export const AddRecommendation = z.object({ board_id: reference(), ...fields });
export type AddRecommendation = z.output<typeof AddRecommendation>;

export const EditRecommendation = z.object({ ...fields, version });
export type EditRecommendation = z.output<typeof EditRecommendation>;

const question = oneOf(QUESTION_ANSWERS);

/** The answer and the four questions. It is closed only when every question has an answer and nothing remains. */
export const AnswerRecommendation = z
	.object({
		answer: text(4000),
		decided: question,
		carried_out: question,
		reported_back: question,
		remaining_need: question,
		status: oneOf(RECOMMENDATION_STATUSES),
		version,
	})
	.superRefine((input, issues) => {
		if (input.status !== "closed") return;
		const fault = (path: string, message: string) => issues.addIssue({ code: "custom", path: [path], message });
		if (input.answer === "") fault("answer", "Skriv svaret innan rekommendationen avslutas.");
		for (const name of ["decided", "carried_out", "reported_back"] as const)
			if (input[name] === "not_yet") fault(name, "Svara Ja eller Nej innan rekommendationen avslutas.");
		if (input.remaining_need !== "no")
			fault("remaining_need", "En rekommendation avslutas först när inget behov kvarstår.");
	});
export type AnswerRecommendation = z.output<typeof AnswerRecommendation>;

/** "risk:id" or "measure:id"; `version`: how many links had been written when the form was fetched. */
export const LinkRecommendation = z.object({
	subject: pointer(LINKED_KINDS, "Välj en risk eller en åtgärd."),
	/** Empty takes the link away. */
	linked: optional(z.literal("yes")),
	version: integer(0, 1_000_000),
});
export type LinkRecommendation = z.output<typeof LinkRecommendation>;
