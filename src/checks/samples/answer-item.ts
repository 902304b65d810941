import { type DeviationOfItem, listDeviationsOfItem } from "../../../db/queries/checks/deviations.ts";
import {
	type GivenAnswer,
	type Item,
	listAnswersOfItem,
	listQuestions,
	type Question,
} from "../../../db/queries/checks/samples.ts";
import type { Run } from "../../../db/queries/checks/runs.ts";
import { insertAnswer, updateAnswer } from "../../../db/writes/checks/samples.ts";
import type { Answer } from "../../../db/schema/vocabulary.ts";
import { findingTitle } from "../deviations/finding-title.ts";
import { followAnswer } from "../deviations/follow-answer.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, Stale } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireItem } from "./require-item.ts";
import { requireOpen } from "../runs/run-state.ts";
import { answerFault, withDependents, withRest } from "./asked.ts";
import { splitContests } from "./contest.ts";
import { draftOf } from "./half-written.ts";
import { type AnswerInput, field } from "./schema.ts";

/**
 * Answers one or several questions of a drawn item; `rest` answers Ja to those that nobody has answered. All are kept or none; an
 * answer that says what is already said changes nothing. Returns the versions that the answers now have, by the name of the field that
 * brings them back.
 */
export function answerItem(
	ctx: Context,
	itemId: string,
	input: { answers: readonly AnswerInput[]; reason: string; rest?: boolean | undefined },
): Promise<Record<string, number>> {
	return write(ctx, async (writing) => {
		const { item, run } = await requireItem(writing.trx, itemId);
		await requirePerformer(writing, ctx.actor, run);
		await writing.replayed();
		requireOpen(run);
		if (item.status !== "drawn") throw new Invalid({ "": "Inköpet är ersatt och ska inte besvaras." });
		const questions = await listQuestions(writing.trx, run);
		const given = await listAnswersOfItem(writing.trx, item.id);
		const found = await listDeviationsOfItem(writing.trx, item.id);
		const { contests, others } = await splitContests(writing.trx, { run, item }, questions, input.answers, given);
		const asked = input.rest ? withRest(others, questions, given) : others;
		const answers = withDependents(asked, questions, given);
		requireAllowed(answers, questions, given);
		const all = [...answers.map((answer) => ({ answer, question: questionAt(questions, answer) })), ...contests];
		const news = all.map((one) => matched(one, given, found)).filter((one) => !isSaid(one, item));
		if (news.length === 0) return writing.unchanged({});
		requireComplete(news, run, input.reason);
		await keep(writing, ctx, { run, item }, news, input.reason);
		return Object.fromEntries(
			news.map(({ answer, before }) => [field("sett", answer.position), (before?.version ?? 0) + 1]),
		);
	});
}

interface News {
	answer: AnswerInput;
	question: Question;
	/** What the file says, where the person answers against it or takes that back. */
	file_says?: Answer | undefined;
	before: GivenAnswer | undefined;
	deviation: DeviationOfItem | undefined;
}

function questionAt(questions: readonly Question[], { position }: AnswerInput): Question {
	const question = questions.find((one) => one.position === position);
	if (!question) throw new Invalid({ "": "Frågan finns inte i checklistan." });
	return question;
}

function matched(
	one: Pick<News, "answer" | "question" | "file_says">,
	given: readonly GivenAnswer[],
	found: readonly DeviationOfItem[],
): News {
	const isHere = ({ question_id }: { question_id: string | null }) => question_id === one.question.id;
	return { ...one, before: given.find(isHere), deviation: found.find(isHere) };
}

/** Ej tillämpligt is an answer only where the question says so. Throws `Invalid` with what is wrong at each question. */
function requireAllowed(
	answers: readonly AnswerInput[],
	questions: readonly Question[],
	given: readonly GivenAnswer[],
): void {
	const answerAt = (position: number) => [...answers, ...given].find((one) => one.position === position)?.answer;
	const wrong: Record<string, string> = {};
	for (const answer of answers) {
		const question = questions.find((one) => one.position === answer.position);
		const fault = question && answerFault(answer, question, answerAt);
		if (fault) wrong[field("svar", answer.position)] = fault;
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}

/** True when the stored answer, and for a Nej its deviation, already says exactly this. */
function isSaid({ answer, question, before, deviation, file_says }: News, item: Item): boolean {
	// what is typed never takes the place of what was handed in
	if (answer.unfinished && deviation && deviation.status !== "withdrawn") return true;
	if (!before || before.answer !== answer.answer) return false;
	if (answer.answer !== "no" || file_says === "no") return true;
	if (before.comment !== answer.comment || before.cause_code !== answer.cause_code) return false;
	const draft = draftOf(answer, question, file_says);
	if (draft !== null || before.draft !== null) return before.draft === draft;
	return (
		(!answer.headline || deviation?.title === findingTitle(answer, question, item)) &&
		deviation?.severity === answer.severity &&
		deviation.direct_fix === answer.direct_fix
	);
}

/**
 * A Nej that has become a deviation says what is wrong, how bad it is and (where the question asks) why; before that it may be half
 * written, which stops the signature alone. A correction after review says its reason.
 */
function requireComplete(news: readonly News[], run: Run, reason: string): void {
	const wrong: Record<string, string> = {};
	for (const { answer, question, before, deviation } of news) {
		if (before && run.status === "returned" && reason === "") wrong.skal = "Skriv skälet till rättelsen.";
		const { position } = answer;
		if (question.causes !== "" && answer.cause_code && !question.causes.split(",").includes(answer.cause_code))
			wrong[field("orsak", position)] = "Välj en av orsakerna som frågan har.";
		if (answer.answer !== "no" || !deviation || deviation.status === "withdrawn") continue;
		if (answer.comment === "") wrong[field("kommentar", position)] = "Skriv vad som är fel.";
		if (!answer.severity) wrong[field("allvar", position)] = "Välj hur allvarlig avvikelsen är.";
		if (question.asks_cause === 1 && !answer.cause_code) wrong[field("orsak", position)] = "Välj en orsak.";
	}
	if (Object.keys(wrong).length > 0) throw new Invalid(wrong);
}

async function keep(
	writing: Writing,
	ctx: Context,
	where: { run: Run; item: Item },
	news: readonly News[],
	reason: string,
): Promise<void> {
	for (const one of news) await keepAnswer(writing, ctx, where.item, one);
	await writing.record({
		type: "item.answered",
		unit_id: where.run.unit_id,
		object: { kind: "sample_item", id: where.item.id },
		data: {
			item_key: where.item.item_key,
			answers: news.map(({ answer, question, before, file_says }) => ({
				question: question.text,
				answer: answer.answer,
				...(answer.together ? { together: true as const } : {}),
				...(file_says && file_says !== answer.answer ? { file_says } : {}),
				...(question.asked_when_no !== null && answer.answer === "not_applicable" ? { asked: false as const } : {}),
				comment: answer.comment,
				cause_code: answer.cause_code,
				before: before ? { answer: before.answer, comment: before.comment, cause_code: before.cause_code } : null,
			})),
			reason: news.some(({ before }) => before) ? reason || null : null,
		},
	});
	for (const { answer, question } of news.filter(isHandedIn))
		await followAnswer(writing, ctx, { ...where, question }, { ...answer, reason });
}

/** A Nej that nobody has described is no deviation yet, and one that only repeats the file's is counted there. */
function isHandedIn({ answer, question, file_says }: News): boolean {
	return draftOf(answer, question, file_says) === null && !(answer.answer === "no" && file_says === "no");
}

async function keepAnswer(
	{ trx }: Writing,
	ctx: Context,
	item: Item,
	{ answer, question, before, file_says }: News,
): Promise<void> {
	const { answer: word, comment, cause_code } = answer;
	const together = answer.together ? 1 : 0;
	const said = { answer: word, comment, cause_code, together, draft: draftOf(answer, question, file_says) };
	const values = { ...said, answered_at: nowOf(ctx), answered_by: ctx.actor.id! };
	if (!before) {
		const id = newId(ctx.clock());
		await insertAnswer(trx, { id, item_id: item.id, question_id: question.id, ...values, version: 1 });
		return;
	}
	// A person's own newer answer replaces the older one; what somebody else has answered meanwhile is never overwritten
	// unseen, and neither is anything by a tap that may have waited on a device for days.
	if (before.version !== answer.seen && (ctx.tap || before.answered_by !== ctx.actor.id)) {
		throw new Stale(before.answered_by_name, before.answered_at);
	}
	const done = await updateAnswer(trx, before.id, before.version, values);
	await requireFresh(trx, done, "sample_item", item.id);
}
