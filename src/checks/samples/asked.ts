import type { GivenAnswer, Question } from "../../../db/queries/checks/samples.ts";
import type { Answer } from "../../../db/schema/vocabulary.ts";
import type { AnswerInput } from "./schema.ts";

/** True where the question is put: always, or when the one it depends on got Nej. `answerAt` gives the answer at a position. */
export function isAsked(
	question: Pick<Question, "asked_when_no">,
	answerAt: (position: number) => Answer | undefined,
): boolean {
	return question.asked_when_no === null || answerAt(question.asked_when_no) === "no";
}

/**
 * True while the question lacks its answer. The Ej tillämpligt of a question that was not asked is none once it is to be asked, and
 * none while the question that it depends on is unanswered.
 */
export function isOutstanding(question: Question, given: readonly GivenAnswer[]): boolean {
	const answerAt = (position: number) => given.find((one) => one.position === position)?.answer;
	const answer = answerAt(question.position);
	if (answer === undefined) return true;
	if (question.asked_when_no === null) return false;
	if (answerAt(question.asked_when_no) === undefined) return true;
	return isAsked(question, answerAt) === (answer === "not_applicable");
}

/**
 * The answers with those of the questions that depend on them: a question that is not asked gets Ej tillämpligt, whatever was
 * written at it, and one that is asked is answered by whoever answers.
 */
export function withDependents(
	answers: readonly AnswerInput[],
	questions: readonly Question[],
	given: readonly GivenAnswer[],
): AnswerInput[] {
	const typed = new Map(answers.map((one) => [one.position, one]));
	const stored = new Map(given.map((one) => [one.position, one]));
	const answerAt = (position: number) => (typed.get(position) ?? stored.get(position))?.answer;
	for (const question of questions) {
		const { position, asked_when_no } = question;
		if (asked_when_no === null || answerAt(asked_when_no) === undefined || isAsked(question, answerAt)) continue;
		if (!typed.has(position) && !typed.has(asked_when_no)) continue;
		typed.set(position, notAsked(position, stored.get(position)?.version ?? 0));
	}
	return [...typed.values()];
}

/**
 * The answers with Ja to every question that nobody has answered: those that are asked, and none that already has an answer, a Nej
 * without its description among them.
 */
export function withRest(
	answers: readonly AnswerInput[],
	questions: readonly Question[],
	given: readonly GivenAnswer[],
): AnswerInput[] {
	const typed = new Map(answers.map((one) => [one.position, one]));
	const answerAt = (position: number) =>
		(typed.get(position) ?? given.find((one) => one.position === position))?.answer;
	for (const question of questions) {
		const { position } = question;
		if (typed.has(position) || !isOutstanding(question, given) || !isAsked(question, answerAt)) continue;
		const seen = given.find((one) => one.position === position)?.version ?? 0;
		typed.set(position, { ...notAsked(position, seen), answer: "yes", together: true });
	}
	return [...typed.values()];
}

function notAsked(position: number, seen: number): AnswerInput {
	return {
		position,
		answer: "not_applicable",
		comment: "",
		severity: null,
		cause_code: null,
		direct_fix: "",
		seen,
	};
}

/** What is wrong with an answer, given which questions are asked; null when nothing is. */
export function answerFault(
	{ answer }: Pick<AnswerInput, "answer">,
	question: Question,
	answerAt: (position: number) => Answer | undefined,
): string | null {
	const { asked_when_no } = question;
	if (asked_when_no !== null && answerAt(asked_when_no) === undefined) return `Svara först på fråga ${asked_when_no}.`;
	if (answer !== "not_applicable" || question.may_be_not_applicable === 1 || !isAsked(question, answerAt)) return null;
	return "Frågan gäller alla inköp: svara Ja eller Nej.";
}
