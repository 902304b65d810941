import { listSamQuestions } from "../../db/queries/sam/rounds.ts";
import type { SamReview } from "../../db/queries/sam/reviews.ts";
import { updateSamReview } from "../../db/writes/sam/reviews.ts";
import { normaliseName } from "../ground/access/names.ts";
import { stockholmDate } from "../ground/calendar/stockholm.ts";
import { type Context, nowOf } from "../ground/write/context.ts";
import { Invalid, Stale } from "../ground/errors.ts";
import { requireFresh } from "../ground/write/stale.ts";
import { write } from "../ground/write/write.ts";
import { keepAnswers, toldOf } from "./keep-answers.ts";
import { requireAnswerer } from "./line.ts";
import { reopened } from "./reopen-review.ts";
import { requireOpen, requireSamReview } from "./require-review.ts";
import type { ParticipationInput, ReviewInput } from "./schema.ts";

interface Saved {
	marks: string;
	saved: boolean;
	/** What the answers have now, by the name of the field that brings it back. */
	versions: Record<string, number>;
}

/** Keeps answers, their åtgärder, and who took part: one question at a time or the whole form. Returns the new marks. */
export function saveAnswers(ctx: Context, id: string, input: ReviewInput): Promise<Saved> {
	return write(ctx, async (writing) => {
		const { trx, record, unchanged } = writing;
		const review = await requireSamReview(trx, id);
		await requireAnswerer(writing, ctx, review);
		await writing.replayed();
		requireOpen(review, stockholmDate(nowOf(ctx)));
		const questions = await listSamQuestions(trx, review.set_id);
		const { kept, marks } = await keepAnswers(writing, ctx, review, questions, input);
		const noted = participationOf(ctx, review, input);
		if (kept.length === 0 && noted === null) return unchanged({ marks, saved: false, versions: {} });
		const signed = review.state !== "open";
		if (signed && input.reason === "")
			throw new Invalid({ "": "Uppföljningen är signerad. Öppna den igen, med ett skäl, för att ändra." });
		if (signed) await reopened(writing, ctx, review, input.reason);
		const done = await updateSamReview(trx, id, review.version, { marks, ...noted, state: "open" });
		await requireFresh(trx, done, "sam_review", id);
		await record({
			type: "sam_review.answered",
			unit_id: review.unit_id,
			object: { kind: "sam_review", id },
			data: {
				year: review.year,
				unit: review.unit_name,
				...toldOf(kept),
				participation: noted !== null,
				copied_from: null,
			},
		});
		const versions = Object.fromEntries(kept.map(({ position, version }) => [`sedd-${position}`, version]));
		if (noted !== null) versions["sedd-deltagande"] = noted.noted_version;
		return { marks, saved: true, versions };
	});
}

/** Returns who took part, if it differs from what is stored. The skyddsombud must be another person than the manager. */
function participationOf(ctx: Context, review: SamReview, { participation, form_id }: ReviewInput) {
	if (participation === null) return null;
	const { seen, ...values } = participation;
	const fields = Object.keys(values) as (keyof typeof values)[];
	if (fields.every((field) => review[field] === values[field])) return null;
	refuseOwnName(ctx, review, values);
	if (values.rep_on !== null && values.rep_on > stockholmDate(nowOf(ctx)))
		throw new Invalid({ ombud_datum: "Datumet har inte varit än." });
	if (review.noted_version !== seen && review.noted_form !== form_id)
		throw new Stale("Vilka som deltog: någon annan, eller du i ett annat fönster,", nowOf(ctx));
	return { ...values, noted_version: review.noted_version + 1, noted_form: form_id };
}

function refuseOwnName(ctx: Context, review: SamReview, { rep_name }: Omit<ParticipationInput, "seen">): void {
	if (rep_name === "") return;
	const names = [review.manager_name, ctx.actor.name].filter(Boolean).map(normaliseName);
	if (names.includes(normaliseName(rep_name)))
		throw new Invalid({
			ombud_namn: "Skyddsombudet kan inte vara samma person som chefen. Skriv skyddsombudets namn.",
		});
}
