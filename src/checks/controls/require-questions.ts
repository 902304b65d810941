import { allowsNotApplicable } from "../../../db/schema/checks/controls-question-terms.ts";
import { Invalid } from "../../ground/errors.ts";
import type { QuestionInput } from "./schema.ts";

/** Refuses a checklist whose questions could be answered in a way that says nothing. Throws `Invalid` with each question's fault. */
export function requireQuestions(questions: readonly QuestionInput[]): void {
	if (questions.length === 0) throw new Invalid({ text_1: "Skriv minst en kontrollpunkt." });
	const wrong: Record<string, string> = {};
	for (const [index, question] of questions.entries()) {
		const { row, is_key, may_be_not_applicable, not_applicable_reason, asked_when_no, answered_by } = question;
		if (is_key === 1 && allowsNotApplicable(question) && not_applicable_reason === "")
			wrong[`na_reason_${row}`] = "En nyckelfråga ställs om alla inköp. Skriv skälet till att den här inte gör det.";
		if (may_be_not_applicable === 1 && asked_when_no !== null)
			wrong[`na_${row}`] = "En fråga som bara ställs när en annan fått Nej besvaras då med Ja eller Nej. Välj det ena.";
		if (answered_by !== null && allowsNotApplicable(question))
			wrong[`file_${row}`] = "Det som filen besvarar gäller alla inköp. Välj det ena.";
		const fault = asked_when_no === null ? null : dependencyFault(questions, asked_when_no, index);
		if (fault) wrong[`when_no_${row}`] = fault;
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}

/** A question may wait for an earlier one that a person always answers. */
function dependencyFault(questions: readonly QuestionInput[], position: number, index: number): string | null {
	const before = questions[position - 1];
	if (!before || position - 1 >= index) return "Ange numret på en fråga som står före den här.";
	if (before.asked_when_no !== null) return "Den frågan ställs själv bara ibland. Ange en som alltid ställs.";
	if (before.answered_by !== null) return "Den frågan besvaras av filen. Ange en som utföraren besvarar.";
	return null;
}
