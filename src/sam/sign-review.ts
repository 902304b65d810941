import type { Trx } from "../../db/open.ts";
import { listSamQuestions } from "../../db/queries/sam/rounds.ts";
import { listReviewActions } from "../../db/queries/sam/matters.ts";
import { findLiveSignature, listLiveStatements, listSamAnswers, type SamReview } from "../../db/queries/sam/reviews.ts";
import { insertSamSignature, updateSamReview } from "../../db/writes/sam/reviews.ts";
import { formatDate, stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid } from "../ground/errors.ts";
import { signedPrint } from "../ground/write/events/sam-prints.ts";
import { newId } from "../ground/write/new-id.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { write } from "../ground/write/write.ts";
import { needsAction } from "./keep-answers.ts";
import { requireAnswerer } from "./line.ts";
import { requireOpen, requireSamReview } from "./require-review.ts";
import { isReviewLate } from "../../db/schema/sam/words.ts";

/** Signs a review whose every question is answered; Delvis and Nej with what, who and when. Late ones are stamped. */
export function signReview(ctx: Context, id: string): Promise<{ late: boolean }> {
	return write(ctx, async (writing) => {
		const { trx, record } = writing;
		const today = stockholmDate(nowOf(ctx));
		const review = await requireSamReview(trx, id);
		const role = await requireAnswerer(writing, ctx, review);
		requireOpen(review, today);
		await refuseSigned(trx, review);
		const { errors, digest } = await unfinished(trx, review, today);
		if (Object.keys(errors).length > 0) throw new Invalid(errors);
		const late = isReviewLate(review, today);
		await insertSamSignature(trx, {
			id: newId(ctx.clock()),
			review_id: id,
			signed_at: nowOf(ctx),
			signed_by: ctx.actor.id!,
			signed_by_name: ctx.actor.name,
			signed_for: role.substitute_for?.name ?? null,
			is_late: late ? 1 : 0,
			digest,
			reopened_at: null,
			reopen_reason: "",
		});
		await requireFresh(trx, await updateSamReview(trx, id, review.version, { state: "signed" }), "sam_review", id);
		await record({
			type: "sam_review.signed",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			data: { year: review.year, unit: review.unit_name, late, sha256: digest },
		});
		return { late };
	});
}

async function refuseSigned(trx: Trx, review: SamReview): Promise<void> {
	if (review.state === "open") return;
	const signature = await findLiveSignature(trx, review.id);
	throw new Invalid({
		"": `Uppföljningen är redan signerad${signature ? ` av ${signature.signed_by_name} ${formatDate(signature.signed_at)}` : ""}.`,
	});
}

/** What is missing, by form field, and the digest of what the signature covers. */
async function unfinished(trx: Trx, review: SamReview, today: string) {
	const questions = await listSamQuestions(trx, review.set_id);
	const answers = new Map((await listSamAnswers(trx, review.id)).map((one) => [one.question_id, one]));
	const actions = new Map((await listReviewActions(trx, review.id)).map((one) => [one.question_id, one]));
	const statements = await listLiveStatements(trx, review.id);
	const errors: Record<string, string> = {};
	for (const { id, position: n } of questions) {
		const answer = answers.get(id);
		const action = actions.get(id);
		if (!answer) errors[`svar-${n}`] = `Besvara fråga ${n}.`;
		if (!answer || !needsAction(answer.answer)) continue;
		if (!action?.what) errors[`vad-${n}`] = `Fråga ${n}: skriv vad som ska göras.`;
		if (!action?.who) errors[`vem-${n}`] = `Fråga ${n}: skriv vem som gör det.`;
		if (!action?.due_on) errors[`nar-${n}`] = `Fråga ${n}: ange när det ska vara klart.`;
		else if (action.due_on < today && action.status === "not_started")
			errors[`nar-${n}`] = `Fråga ${n}: dagen har redan passerat.`;
	}
	const given = questions.map(({ id }) => ({ answer: answers.get(id), action: actions.get(id) }));
	return {
		errors: { ...errors, ...participationMissing(review, statements.length > 0) },
		digest: signedPrint(review, given),
	};
}

function participationMissing(review: SamReview, stated: boolean): Record<string, string> {
	const errors: Record<string, string> = {};
	if (!review.participants) errors.deltagare = "Skriv vilka som deltog.";
	if (stated) return errors;
	if (review.rep_stand === null) {
		errors.ombud_besked = "Ange skyddsombudets besked, eller be skyddsombudet lämna det själv.";
		return errors;
	}
	if (review.rep_stand !== "absent" && !review.rep_name) errors.ombud_namn = "Skriv skyddsombudets namn.";
	if (review.rep_stand !== "absent" && !review.rep_on) errors.ombud_datum = "Ange vilken dag beskedet lämnades.";
	if (review.rep_stand === "dissent" && !review.rep_text) errors.ombud_text = "Skriv den avvikande meningen.";
	if (review.rep_stand === "absent" && !review.rep_text)
		errors.ombud_text = "Skriv varför skyddsombudet inte har deltagit.";
	return errors;
}
