import { isUniqueViolation } from "../../db/errors.ts";
import type { SamQuestion } from "../../db/queries/sam/rounds.ts";
import { listReviewActions } from "../../db/queries/sam/matters.ts";
import { type GivenAnswer, listSamAnswers, type SamReview } from "../../db/queries/sam/reviews.ts";
import { SAM_MARKS, SAM_SHORTFALLS, type SamAnswer } from "../../db/schema/sam/words.ts";
import { insertSamAction, updateSamAction } from "../../db/writes/sam/matters.ts";
import { insertSamAnswer } from "../../db/writes/sam/reviews.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, Stale } from "../ground/errors.ts";
import { actionPrint, answerPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import type { Writing } from "../ground/write/write.ts";
import type { QuestionInput } from "./schema.ts";
import { FINISHED_MEASURES } from "../../db/schema/vocabulary.ts";

type Action = Awaited<ReturnType<typeof listReviewActions>>[number];

/** True for the answers that demand what, who and when. */
export function needsAction(answer: SamAnswer | null): boolean {
	return answer !== null && SAM_SHORTFALLS.includes(answer);
}

export interface KeptAnswer {
	position: number;
	version: number;
	sha256: string;
	/** The fingerprint of the åtgärd that was written with the answer; null when none was. */
	action: string | null;
}

/** What the trail says of the answers that were kept. */
export function toldOf(kept: readonly KeptAnswer[]) {
	return {
		answers: kept.map(({ position, version, sha256 }) => ({ position, version, sha256 })),
		actions: kept.flatMap(({ position, action }) => (action === null ? [] : [{ position, sha256: action }])),
	};
}

/** Stores the answers that differ from the stored ones. Returns them and the review's new marks. */
export async function keepAnswers(
	writing: Writing,
	ctx: Context,
	review: SamReview,
	questions: readonly SamQuestion[],
	input: { form_id: string; answers: readonly QuestionInput[]; copied_from?: string | null },
): Promise<{ kept: KeptAnswer[]; marks: string }> {
	const { trx } = writing;
	const given = new Map((await listSamAnswers(trx, review.id)).map((one) => [one.question_id, one]));
	const actions = new Map((await listReviewActions(trx, review.id)).map((one) => [one.question_id, one]));
	const changes = changesIn(questions, given, actions, input);
	const marks = review.marks.padEnd(questions.length, ".").split("");
	const kept: KeptAnswer[] = [];
	for (const { question, answer, before, action } of changes) {
		const id = newId(ctx.clock());
		const version = (before?.version ?? 0) + 1;
		const values = {
			answer: answer.answer!,
			comment: answer.comment,
			copied_from: input.copied_from ?? null,
			form_id: input.form_id,
		};
		try {
			await insertSamAnswer(trx, {
				id,
				review_id: review.id,
				question_id: question.id,
				version,
				...values,
				answered_at: nowOf(ctx),
				answered_by: ctx.actor.id!,
			});
		} catch (error) {
			if (isUniqueViolation(error)) throw new Stale("Någon annan", nowOf(ctx));
			throw error;
		}
		const wrote = await keepAction(writing, ctx, review, question, answer, action);
		marks[question.position - 1] = SAM_MARKS[values.answer];
		kept.push({
			position: question.position,
			version,
			sha256: answerPrint({ id, version, ...values }),
			action: wrote,
		});
	}
	return { kept, marks: marks.join("") };
}

/** The questions whose answer, comment or åtgärd differ. Refuses what cannot be kept, and what another form changed first. */
function changesIn(
	questions: readonly SamQuestion[],
	given: ReadonlyMap<string, GivenAnswer>,
	actions: ReadonlyMap<string, Action>,
	input: { form_id: string; answers: readonly QuestionInput[] },
) {
	const errors: Record<string, string> = {};
	const changes = input.answers.flatMap((answer) => {
		const question = questions[answer.position - 1];
		if (!question) throw new Invalid({ "": "Frågan finns inte i årets frågor." });
		const before = given.get(question.id);
		const action = actions.get(question.id);
		const wroteAction = needsAction(answer.answer) && (answer.what || answer.who || answer.due_on);
		if (answer.answer === null) {
			if (!before && (answer.comment || answer.what))
				errors[`svar-${answer.position}`] = "Välj ett svar, så sparas också det du skrev.";
			return [];
		}
		const actionStands = action
			? action.what === answer.what && action.who === answer.who && action.due_on === answer.due_on
			: !wroteAction;
		const sameAction = !needsAction(answer.answer) || actionStands;
		if (before && before.answer === answer.answer && before.comment === answer.comment && sameAction) return [];
		if (before && before.version !== answer.seen && before.form_id !== input.form_id)
			throw new Stale(`Fråga ${answer.position}: ${before.answered_by_name}`, before.answered_at);
		return [{ question, answer, before, action }];
	});
	if (Object.keys(errors).length > 0) throw new Invalid(errors);
	return changes;
}

/**
 * Stores what, who and when of an åtgärd. Removes the åtgärd when the answer no longer asks for one, and restores it when the
 * answer does again. Returns its fingerprint, or null when the answer has none.
 */
async function keepAction(
	{ trx, record }: Writing,
	ctx: Context,
	review: SamReview,
	question: SamQuestion,
	input: QuestionInput,
	action: Action | undefined,
): Promise<string | null> {
	const { what, who, due_on } = input;
	const change = async ({ id, version }: Action, values: Parameters<typeof updateSamAction>[3]) => {
		await requireFresh(trx, await updateSamAction(trx, id, version, values), "sam_action", id);
		if (values.status)
			await record({
				type: "sam_action.followed",
				unit_id: review.unit_id,
				object: { kind: "sam_action", id },
				data: { unit: review.unit_name, status: values.status },
			});
	};
	if (!needsAction(input.answer)) {
		if (!action || FINISHED_MEASURES.includes(action.status)) return null;
		await change(action, { status: "cancelled", note: "Svaret ändrades och kräver ingen åtgärd." });
		return actionPrint(action);
	}
	if (action) {
		const revived = action.status === "cancelled" ? { status: "not_started" as const, note: "" } : {};
		await change(action, { what, who, due_on, ...revived });
		return actionPrint({ id: action.id, what, who, due_on });
	}
	if (!what && !who && !due_on) return null;
	const id = newId(ctx.clock());
	await insertSamAction(trx, {
		id,
		round_id: review.round_id,
		review_id: review.id,
		unit_id: review.unit_id,
		question_id: question.id,
		question_key: question.key,
		what,
		who,
		due_on,
		status: "not_started",
		note: "",
		done_at: null,
		version: 1,
	});
	return actionPrint({ id, what, who, due_on });
}
