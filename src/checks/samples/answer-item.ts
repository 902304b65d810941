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
import { followAnswer } from "../deviations/follow-answer.ts";
import { type Context, nowOf } from "../../ground/write/context.ts";
import { Invalid, Stale } from "../../ground/errors.ts";
import { newId } from "../../ground/write/new-id.ts";
import { requireFresh } from "../../ground/write/stale.ts";
import { type Writing, write } from "../../ground/write/write.ts";
import { requirePerformer } from "../runs/performing.ts";
import { requireItem } from "./require-item.ts";
import { requireOpen } from "../runs/run-state.ts";
import { answerFault, withDependents } from "./asked.ts";
import { type AnswerInput, field } from "./schema.ts";

/** Answers one or several questions of a drawn item. All are kept or none; an answer that says what is already said changes nothing. */
export function answerItem(
	ctx: Context,
	itemId: string,
	input: { answers: readonly AnswerInput[]; reason: string },
): Promise<void> {
	return write(ctx, async (writing) => {
		const { item, run } = await requireItem(writing.trx, itemId);
		await requirePerformer(writing, ctx.actor, run);
		requireOpen(run);
		if (item.status !== "drawn") throw new Invalid({ "": "Inköpet är ersatt och ska inte besvaras." });
		const questions = await listQuestions(writing.trx, run);
		const given = await listAnswersOfItem(writing.trx, item.id);
		const found = await listDeviationsOfItem(writing.trx, item.id);
		const answers = withDependents(input.answers, questions, given);
		requireAllowed(answers, questions, given);
		const news = answers.map((answer) => matched(answer, questions, given, found)).filter((one) => !isSaid(one));
		if (news.length === 0) return writing.unchanged(undefined);
		requireComplete(news, run, input.reason);
		await keep(writing, ctx, { run, item }, news, input.reason);
	});
}

interface News {
	answer: AnswerInput;
	question: Question;
	before: GivenAnswer | undefined;
	deviation: DeviationOfItem | undefined;
}

function matched(
	answer: AnswerInput,
	questions: readonly Question[],
	given: readonly GivenAnswer[],
	found: readonly DeviationOfItem[],
): News {
	const question = questions.find((one) => one.position === answer.position);
	if (!question) throw new Invalid({ "": "Frågan finns inte i checklistan." });
	const isHere = (one: { question_id: string | null }) => one.question_id === question.id;
	return { answer, question, before: given.find(isHere), deviation: found.find(isHere) };
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
function isSaid({ answer, before, deviation }: News): boolean {
	if (!before || before.answer !== answer.answer) return false;
	if (answer.answer !== "no") return true;
	return (
		before.comment === answer.comment &&
		before.cause_code === answer.cause_code &&
		deviation?.severity === answer.severity &&
		deviation.direct_fix === answer.direct_fix
	);
}

/** A Nej says what is wrong, how bad it is and (where the question asks) why; a correction after review says its reason. */
function requireComplete(news: readonly News[], run: Run, reason: string): void {
	const wrong: Record<string, string> = {};
	for (const { answer, question, before } of news) {
		if (before && run.status === "returned" && reason === "") wrong.skal = "Skriv skälet till rättelsen.";
		if (answer.answer !== "no") continue;
		if (answer.comment === "") wrong[field("kommentar", answer.position)] = "Skriv vad som är fel.";
		if (!answer.severity) wrong[field("allvar", answer.position)] = "Välj hur allvarlig avvikelsen är.";
		if (question.asks_cause === 1 && !answer.cause_code) {
			wrong[field("orsak", answer.position)] = "Välj en orsak.";
		}
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
			answers: news.map(({ answer, question, before }) => ({
				question: question.text,
				answer: answer.answer,
				...(question.asked_when_no !== null && answer.answer === "not_applicable" ? { asked: false as const } : {}),
				comment: answer.comment,
				cause_code: answer.cause_code,
				before: before ? { answer: before.answer, comment: before.comment, cause_code: before.cause_code } : null,
			})),
			reason: news.some(({ before }) => before) ? reason || null : null,
		},
	});
	for (const { answer, question } of news)
		await followAnswer(writing, ctx, { ...where, question }, { ...answer, reason });
}

async function keepAnswer(
	{ trx }: Writing,
	ctx: Context,
	item: Item,
	{ answer, question, before }: News,
): Promise<void> {
	const { answer: word, comment, cause_code } = answer;
	const values = { answer: word, comment, cause_code, answered_at: nowOf(ctx), answered_by: ctx.actor.id! };
	if (!before) {
		const id = newId(ctx.clock());
		await insertAnswer(trx, { id, item_id: item.id, question_id: question.id, ...values, version: 1 });
		return;
	}
	// A person's own newer answer replaces the older one; what somebody else has answered meanwhile is never overwritten
	// unseen.
	if (before.version !== answer.seen && before.answered_by !== ctx.actor.id) {
		throw new Stale(before.answered_by_name, before.answered_at);
	}
	const done = await updateAnswer(trx, before.id, before.version, values);
	await requireFresh(trx, done, "sample_item", item.id);
}
