import { fileAnswers, listFileQuestions } from "../../../db/queries/checks/samples-file-answers.ts";
import { findChecklistOf, type GivenAnswer, type Item, type Question } from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import type { Db } from "../../../db/open.ts";
import { ANSWERS, type Answer } from "../../../db/schema/vocabulary.ts";
import { Invalid } from "../../ground/errors.ts";
import { type AnswerInput, field } from "./schema.ts";

/** An answer given against what the file says, or its return to it. */
interface Contest {
	answer: AnswerInput;
	question: Question;
	file_says: Answer;
}

/**
 * Parts the answers to questions that the file answers from the others. A person may say the opposite of the file, and take it
 * back; where the file says nothing there is nothing to contest, and a Nej of the file's own is counted already.
 */
export async function splitContests(
	db: Db,
	{ run, item }: { run: Run; item: Item },
	questions: readonly Question[],
	answers: readonly AnswerInput[],
	given: readonly GivenAnswer[],
): Promise<{ contests: Contest[]; others: AnswerInput[] }> {
	const isAsked = ({ position }: AnswerInput) => questions.some((one) => one.position === position);
	const others = answers.filter(isAsked);
	if (others.length === answers.length) return { contests: [], others };
	const byFile = await listFileQuestions(db, await findChecklistOf(db, run));
	const says = await fileAnswers(
		db,
		run,
		byFile.map((one) => one.answered_by!),
	);
	const contests = answers
		.filter((answer) => !isAsked(answer))
		.map((answer) => {
			const question = byFile.find((one) => one.position === answer.position);
			if (!question) throw new Invalid({ "": "Frågan finns inte i checklistan." });
			return { answer, question, file_says: requireContestable(answer, says(item, question.answered_by!), given) };
		});
	return { contests, others };
}

function requireContestable(
	{ position, answer }: AnswerInput,
	says: Answer | null,
	given: readonly GivenAnswer[],
): Answer {
	const at = field("svar", position);
	if (says === null) throw new Invalid({ [at]: "Filen säger inget om det här, så det finns inget att ändra." });
	if (answer === "not_applicable") throw new Invalid({ [at]: "Svara Ja eller Nej." });
	const isContested = given.some((one) => one.position === position);
	if (answer === says && !isContested) throw new Invalid({ [at]: `Filen säger redan ${ANSWERS[says]}.` });
	return says;
}
