import { settingOn } from "../../db/queries/office/settings.ts";
import { listSamQuestions, listSuperiors } from "../../db/queries/sam/rounds.ts";
import {
	findLiveAllocation,
	listEarlierActions,
	listReturnsOf,
	listReviewActions,
} from "../../db/queries/sam/matters.ts";
import {
	findEarlierReview,
	findLiveReconciliation,
	listLiveStatements,
	listSamAnswers,
	listSamReviews,
	listSignatures,
	type SamReview,
} from "../../db/queries/sam/reviews.ts";
import { unitPath } from "../../db/queries/people/units.ts";
import { grantFor } from "../ground/access/actor.ts";
import type { Context } from "../ground/write/context.ts";
import { leadsUnit, lineRights } from "./line.ts";
import { closedBecause } from "./require-review.ts";
import { isReviewLate, SIGNED_SAM_STATES } from "../../db/schema/sam/words.ts";

/** Everything the page of one review shows, and what the reader may do there. */
export async function loadReview(ctx: Context, review: SamReview, today: string) {
	const { db } = ctx;
	const [questions, answers, actions, statements, signatures, reconciliation, returns, earlier, rights, path] =
		await Promise.all([
			listSamQuestions(db, review.set_id),
			listSamAnswers(db, review.id),
			listReviewActions(db, review.id),
			listLiveStatements(db, review.id),
			listSignatures(db, review.id),
			findLiveReconciliation(db, review.id),
			listReturnsOf(db, review.id),
			findEarlierReview(db, review.unit_id, review.year),
			lineRights(ctx, review),
			unitPath(db, review.unit_id),
		]);
	const [lastAnswers, openActions, allocation, superiors, mine] = await Promise.all([
		earlier ? listSamAnswers(db, earlier.id) : [],
		listEarlierActions(db, review.unit_id, review.year),
		findLiveAllocation(db, review.unit_id),
		listSuperiors(db, review.unit_id, today),
		review.manager_id === null ? [] : listSamReviews(db, { round_id: review.round_id, manager_id: review.manager_id }),
	]);
	const closed = closedBecause(review, today);
	const party = ctx.actor.id === review.manager_id || rights.superior;
	return {
		review,
		questions: questions.map((question) => ({
			...question,
			given: answers.find((one) => one.question_id === question.id) ?? null,
			action: actions.find((one) => one.question_id === question.id) ?? null,
			last: lastAnswers.find((one) => one.key === question.key) ?? null,
			open_actions: openActions.filter((one) => one.question_key === question.key),
		})),
		earlier: earlier ?? null,
		statements,
		signature: signatures.find((one) => one.reopened_at === null) ?? null,
		reopened: signatures.filter((one) => one.reopened_at !== null),
		reconciliation: reconciliation ?? null,
		// a return is a matter between the manager and the line above
		returns: party ? returns : [],
		allocation: allocation ?? null,
		superior: superiors.find((one) => one.id !== review.manager_id) ?? null,
		copy_from: mine.filter((one) => one.id !== review.id && /[JDNE]/.test(one.marks)),
		acknowledge_days: (await settingOn(db, "sam_routine", today)).acknowledge_days,
		closed,
		late: isReviewLate(review, today),
		may: {
			answer: rights.answer && closed === null && review.state === "open",
			reopen: rights.answer && closed === null && SIGNED_SAM_STATES.includes(review.state),
			state:
				closed === null && !leadsUnit(ctx, review.unit_id) && grantFor(ctx.actor, "sam.take_part", path) !== undefined,
			reconcile: rights.superior && review.state === "signed" && review.round_status === "open",
			return:
				ctx.actor.id === review.manager_id &&
				review.state !== "ended" &&
				!returns.some((one) => one.state !== "replaced"),
		},
	};
}

export type ReviewView = Awaited<ReturnType<typeof loadReview>>;
export type QuestionView = ReviewView["questions"][number];
