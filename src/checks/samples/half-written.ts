import type { GivenAnswer, Question } from "../../../db/queries/checks/samples.ts";
import type { Answer } from "../../../db/schema/vocabulary.ts";
import type { AnswerInput } from "./schema.ts";

/** What is written of a Nej before it is described: it has no deviation yet that could hold it. */
export type Draft = Pick<AnswerInput, "severity" | "direct_fix"> & { headline: string };

/** What is left to say of a Nej before it is a deviation, in a few words; "" for a whole one and for every other answer. */
export function missingIn(
	answer: Pick<AnswerInput, "answer" | "comment" | "severity" | "cause_code">,
	question: Pick<Question, "asks_cause">,
): string {
	if (answer.answer !== "no") return "";
	if (answer.comment === "") return "beskrivning saknas";
	if (!answer.severity) return "allvarlighetsgrad saknas";
	return question.asks_cause === 1 && !answer.cause_code ? "orsak saknas" : "";
}

/** What is stored beside a Nej that is not whole; null for a whole answer, and for a Nej that is the file's own. */
export function draftOf(
	answer: AnswerInput,
	question: Pick<Question, "asks_cause">,
	file_says?: Answer | undefined,
): string | null {
	if (file_says === "no") return null;
	if (answer.answer !== "no" || (!answer.unfinished && missingIn(answer, question) === "")) return null;
	const { severity, direct_fix, headline = "" } = answer;
	return JSON.stringify({ severity, direct_fix, headline } satisfies Draft);
}

export function openDraft(given: Pick<GivenAnswer, "draft"> | null): Draft | null {
	return given?.draft ? (JSON.parse(given.draft) as Draft) : null;
}

/** "beskrivning saknas" of a stored Nej that is not described yet; "" for a whole answer. */
export function missingOf(given: GivenAnswer, question: Pick<Question, "asks_cause">): string {
	const draft = openDraft(given);
	return draft === null
		? ""
		: missingIn({ ...given, severity: draft.severity }, question) || "avvikelsen är inte sparad än";
}
