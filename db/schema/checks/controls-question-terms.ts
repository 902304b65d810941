import { FILE_ANSWERS } from "../vocabulary.ts";
import type { CheckQuestionTable } from "./controls-checklists.ts";

/** What decides which purchases a question is about, and who answers it. */
export type QuestionTerms = Pick<
	CheckQuestionTable,
	"may_be_not_applicable" | "not_applicable_reason" | "asked_when_no" | "answered_by"
>;

/** True where an answer may be missing for good reason: the share is then of the purchases that the question applies to. */
export function allowsNotApplicable(question: Pick<QuestionTerms, "may_be_not_applicable" | "asked_when_no">): boolean {
	return question.may_be_not_applicable === 1 || question.asked_when_no !== null;
}

/** What sets a question apart from one that a person answers with Ja or Nej every time; "" for an ordinary one. */
export function questionTerms(question: QuestionTerms): string {
	const { asked_when_no, answered_by, not_applicable_reason } = question;
	const reason = not_applicable_reason === "" ? "" : ` (${not_applicable_reason})`;
	if (answered_by !== null) return `Besvaras av filen för alla inköp: ${FILE_ANSWERS[answered_by].toLowerCase()}`;
	if (asked_when_no !== null) return `Ställs bara när fråga ${asked_when_no} fått Nej${reason}`;
	return question.may_be_not_applicable === 1 ? `Får besvaras med Ej tillämpligt${reason}` : "";
}
